using Nuke.Common;
using Nuke.Common.IO;

namespace Nuke.Components;

/// <summary>A build that leaves files behind.</summary>
public interface IHazArtifacts : INukeBuild
{
    /// <summary>Where it leaves them; <c>artifacts</c> below the root.</summary>
    AbsolutePath ArtifactsDirectory => RootDirectory / "artifacts";
}
