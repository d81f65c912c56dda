using Nuke.Common;
using Nuke.Common.IO;

namespace Nuke.Components;

/// <summary>A build that leaves something behind.</summary>
public interface IHazArtifacts : INukeBuild
{
    /// <summary>Where it is left.</summary>
    AbsolutePath ArtifactsDirectory => RootDirectory / "artifacts";
}
