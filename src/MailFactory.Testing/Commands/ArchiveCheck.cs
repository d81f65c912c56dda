using MailFactory.Testing.Amounts;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.Machines.Warm;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands;

/// <summary>Verifies the archive for people.</summary>
public static class ArchiveCheck
{
    private const int MostNamed = 8;

    /// <summary>
    /// Proves each archive against its manifest, without a network; prints what is wrong and throws <see cref="HostException"/>
    /// that names it.
    /// </summary>
    public static async Task RunAsync(RunOptions options, TextWriter console, CancellationToken cancellationToken)
    {
        var folder = options.Layout.Archive;
        var manifests = await new ArchiveStore(folder).ListAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ArchiveFinding> findings =
        [
            .. await new ArchiveVerifier(folder).VerifyAsync(cancellationToken).ConfigureAwait(false),
            .. await new StateVerifier(options.Layout.WarmStates).VerifyAsync(cancellationToken).ConfigureAwait(false),
        ];
        foreach (var manifest in manifests.OrderBy(manifest => manifest.DiskFile, StringComparer.Ordinal))
        {
            await console.WriteLineAsync(Describe(manifest)).ConfigureAwait(false);
        }

        if (findings.Count == 0)
        {
            await console.WriteLineAsync(Sound(manifests.Count, folder)).ConfigureAwait(false);
            return;
        }

        await console
            .WriteLineAsync(
                TextColumns.Lay(
                    ["", "file", "what was found"],
                    findings.Select(finding => new[] { finding.Kind, finding.File, finding.Explanation })
                )
            )
            .ConfigureAwait(false);
        var named = findings.Take(MostNamed).Select(finding => $"{finding.File} ({finding.Kind})");
        var more = findings.Count > MostNamed ? $" and {findings.Count - MostNamed} more, all in the table above" : string.Empty;
        throw new HostException(FailureClass.Infrastructure, $"{findings.Count} faults in {folder}: {string.Join(", ", named)}{more}");
    }

    private static string Sound(int archives, string folder) =>
        archives switch
        {
            0 => $"no archives in {folder}",
            1 => $"1 archive in {folder}: as its manifest says",
            _ => $"{archives} archives in {folder}: they match their manifests",
        };

    private static string Describe(ArchiveManifest manifest)
    {
        var test = manifest.MailTest is { } done ? $"mail test {RunWords.Of(done.Verdict)} {done.Tested:yyyy-MM-dd}" : "no mail test";
        var origin = manifest.Provenance is { } provenance
            ? $"from {provenance.Medium.File}, {RunWords.OfTrust(provenance.Medium.Trust).ToLowerInvariant()}"
            : "of unknown origin";
        return $"{manifest.DiskFile}  {Sizes.Megabytes(manifest.DiskBytes)}  {manifest.OsName}  {origin}  {test}";
    }
}
