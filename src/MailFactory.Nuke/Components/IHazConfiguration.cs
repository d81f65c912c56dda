using Nuke.Common;

namespace Nuke.Components;

/// <summary>A build that compiles in one of two configurations.</summary>
public interface IHazConfiguration : INukeBuild
{
    /// <summary>The configuration; Debug on somebody's own machine and Release on a build server unless given.</summary>
    [Parameter]
    Configuration Configuration => TryGetValue(() => Configuration) ?? (IsLocalBuild ? Configuration.Debug : Configuration.Release);
}
