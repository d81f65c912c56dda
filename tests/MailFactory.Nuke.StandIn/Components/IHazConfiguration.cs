using Nuke.Common;

namespace Nuke.Components;

/// <summary>A build that compiles in one configuration or another.</summary>
public interface IHazConfiguration : INukeBuild
{
    /// <summary>The configuration given, or Debug here and Release on a build server.</summary>
    [Parameter]
    Configuration Configuration => TryGetValue(() => Configuration) ?? (IsLocalBuild ? Configuration.Debug : Configuration.Release);
}
