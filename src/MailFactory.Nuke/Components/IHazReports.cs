using Nuke.Common.IO;

namespace Nuke.Components;

/// <summary>A build that writes reports.</summary>
public interface IHazReports : IHazArtifacts
{
    /// <summary>Where it writes them; <c>reports</c> below the artifacts.</summary>
    AbsolutePath ReportDirectory => ArtifactsDirectory / "reports";
}
