using Nuke.Common.IO;

namespace Nuke.Components;

/// <summary>A build that reports.</summary>
public interface IHazReports : IHazArtifacts
{
    /// <summary>Where its reports are.</summary>
    AbsolutePath ReportDirectory => ArtifactsDirectory / "reports";
}
