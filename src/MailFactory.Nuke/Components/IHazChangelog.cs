using Nuke.Common;

namespace Nuke.Components;

/// <summary>A build of something that has a list of changes.</summary>
public interface IHazChangelog : INukeBuild
{
    /// <summary>The list of changes; <c>CHANGELOG.md</c> in the root.</summary>
    string ChangelogFile => RootDirectory / "CHANGELOG.md";
}
