using Nuke.Common;

namespace Nuke.Components;

/// <summary>A build of something that has a change log.</summary>
public interface IHazChangelog : INukeBuild
{
    /// <summary>The change log.</summary>
    string ChangelogFile => RootDirectory / "CHANGELOG.md";
}
