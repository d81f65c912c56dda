using System.Text.RegularExpressions;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Media;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands;

/// <summary>
/// What an entry of the catalogue is installed from, on this host: whether the medium is there and how it would be trusted.
/// </summary>
internal sealed record MediumListing
{
    /// <summary>The distro's identifier.</summary>
    public required string Distro { get; init; }

    /// <summary>The distro's name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The release's number.</summary>
    public required string Release { get; init; }

    /// <summary>The medium's file name; with N for numbers that only the vendor's manifest tells, as long as it is not on disk.</summary>
    public required string Medium { get; init; }

    /// <summary>The medium's size in bytes, about that as long as it is not on disk; null when it is unknown.</summary>
    public required long? Bytes { get; init; }

    /// <summary>Whether it is on disk.</summary>
    public required bool IsOnDisk { get; init; }

    /// <summary>When it was verified last; null when it is not on disk.</summary>
    public DateTimeOffset? Verified { get; init; }

    /// <summary>
    /// How far it is proven, or would be on this host: <c>signed</c>, <c>pinned</c>, <c>checksum-only</c> or <c>none</c>.
    /// </summary>
    public required string Trust { get; init; }

    /// <summary>What proves it, in a few words.</summary>
    public required string Proof { get; init; }

    /// <summary>What this host or the user lacks for that; null when it is all there.</summary>
    public string? Missing { get; init; }

    /// <summary>The last day of the vendor's free support; null when it is unknown.</summary>
    public required DateOnly? EndOfLife { get; init; }

    /// <summary>Whether that day is over.</summary>
    public required bool IsPastEndOfLife { get; init; }

    /// <summary>The listing of an entry.</summary>
    /// <param name="distro">The entry.</param>
    /// <param name="options">The work directory, and what the user brings along.</param>
    /// <param name="today">The day of the listing.</param>
    public static MediumListing Of(Distro distro, RunOptions options, DateOnly today)
    {
        var folder = Path.Combine(options.Layout.Media, distro.Id);
        var record = MediumRecord.Read(folder) is { } found && File.Exists(Path.Combine(folder, found.File)) ? found : null;
        var (trust, proof, missing) = Outlook(distro, options);
        return new MediumListing
        {
            Distro = distro.Id,
            Name = distro.Name,
            Release = distro.Release,
            Medium = record?.File ?? ExpectedName(distro),
            Bytes = record?.Bytes ?? distro.Iso?.AboutMB * 1_000_000L,
            IsOnDisk = record is not null,
            Verified = record?.Verified,
            Trust = MediaOptionsCheck.Name(record?.Trust ?? trust),
            Proof = record?.Proof ?? proof,
            Missing = record is null ? missing : null,
            EndOfLife = distro.EndOfLife,
            IsPastEndOfLife = distro.EndOfLife < today,
        };
    }

    private static string ExpectedName(Distro distro) =>
        distro.Iso is { } iso ? Readable(iso.FileNamePattern) : $"{distro.Netboot!.Package}.deb";

    // The catalogue's patterns are names with numbers in them.
    private static string Readable(string pattern) =>
        Regex.Replace(
            Regex
                .Replace(pattern.Replace(@"\.", ".", StringComparison.Ordinal), @"\[0-9\]\+", "N")
                .Replace("(?<version>", "(", StringComparison.Ordinal),
            @"\(([^()]*)\)(\?)?",
            match => match.Groups[2].Success ? $"[{match.Groups[1].Value}]" : match.Groups[1].Value.Split('|')[^1]
        );

    private static (TrustLevel Trust, string Proof, string? Missing) Outlook(Distro distro, RunOptions options) =>
        distro switch
        {
            { Iso.Download: { ManifestSignature: not ManifestSignature.None } download } => Signed(
                "the vendor's signature",
                download.Keyrings
            ),
            { Iso.Download: { Confirmations.Count: > 0 } } => (TrustLevel.Pinned, "two sources over https that agree", null),
            { Iso.Download: { Pins.Count: > 0 } } => (TrustLevel.Pinned, "the digest in the catalogue", null),
            { Iso.Download: not null } => (TrustLevel.ChecksumOnly, "a checksum from the same place", "--allow-trust checksum-only"),
            { Iso.RedHatContentSet: not null } when options.RhsmOfflineToken is not null => (
                TrustLevel.Pinned,
                "the digest that Red Hat's API gives to the account",
                null
            ),
            { Iso: not null } => (
                TrustLevel.Pinned,
                "a digest from the account's pages",
                "an account: --iso-path with --iso-sha256, or --rhsm-offline-token"
            ),
            { Netboot: { } netboot } => Signed("the Debian archive's signature", netboot.Keyrings),
            _ => (TrustLevel.None, "nothing", "a medium"),
        };

    private static (TrustLevel Trust, string Proof, string? Missing) Signed(string what, IReadOnlyList<string> keyrings)
    {
        var keyring = keyrings.FirstOrDefault(File.Exists);
        return (keyring, ToolRunner.Find("gpgv")) switch
        {
            (null, _) => (TrustLevel.ChecksumOnly, "a checksum from the same place", $"a keyring: {string.Join(" or ", keyrings)}"),
            (_, null) => (TrustLevel.ChecksumOnly, "a checksum from the same place", "gpgv"),
            _ => (TrustLevel.Signed, $"{what}, key in {keyring}", null),
        };
    }
}
