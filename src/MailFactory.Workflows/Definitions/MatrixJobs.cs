using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;

namespace MailFactory.Workflows.Definitions;

/// <summary>What the matrix workflows know of the catalogue and of the stages' timeouts.</summary>
/// <param name="Catalogue">The catalogue.</param>
internal sealed record MatrixJobs(DistroCatalog Catalogue)
{
    /// <summary>What GitHub gives a job on its own runners: 6 hours ("Usage limits for GitHub-hosted runners").</summary>
    public const int HostedLimit = 360;

    /// <summary>What a job may take besides the build: checkout, tools, caches and artifacts.</summary>
    public const int SpareMinutes = 30;

    /// <summary>How long cleaning and proving an image may take.</summary>
    public const int ImageMinutes = 60;

    /// <summary>All timeouts of a distro's stages together, in minutes.</summary>
    public static int StageMinutes { get; } = (int)Math.Ceiling(StageRow.Total.TotalMinutes);

    /// <summary>Every distro of the catalogue, or only those whose images may be given to anybody.</summary>
    public bool IsForRelease { get; init; }

    /// <summary>What the build gets on GitHub's runners, in minutes.</summary>
    public int HostedMinutes => Math.Min(StageMinutes, HostedLimit - Spare);

    /// <summary>What a job gets besides the build's time, in minutes.</summary>
    public int Spare => SpareMinutes + (IsForRelease ? ImageMinutes : 0);

    /// <summary>
    /// One line for each distro: identifier, family, the package with the vendor's keys, whether the medium is public or needs an
    /// account, and whether it is in the default matrix.
    /// </summary>
    public string Table =>
        string.Join(
            '\n',
            Distros.Select(distro =>
                $"{distro.Id} {distro.Family} {distro.Iso?.Download?.KeyPackage ?? "-"} {Medium(distro)} "
                + $"{(Catalogue.DefaultMatrix.Contains(distro.Id) ? "default" : "extra")}"
            )
        );

    // The default matrix keeps its order; the rest follows as the catalogue has it.
    private IEnumerable<Distro> Distros =>
        Catalogue
            .Select(["all"])
            .UnionBy(Catalogue.Distros, distro => distro.Id)
            .Where(distro => !IsForRelease || Medium(distro) == "public");

    // What a vendor gives only to its customers may not be cached where everybody can read it, let alone released.
    private static string Medium(Distro distro) => distro is { Iso.Download: null, Netboot: null } ? "account" : "public";
}
