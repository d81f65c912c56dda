using MailFactory.Testing.Archives;
using MailFactory.Testing.Options;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Releasing;

/// <summary>Decides which archives are released.</summary>
internal static class ReleaseSelection
{
    /// <summary>
    /// The newest archive of each distro asked for, else of each distro of the last reported run, else of all that are there.
    /// Throws <see cref="RunOptionsException"/> that names those that are missing or did not pass their last mail test.
    /// </summary>
    public static async Task<IReadOnlyList<ArchiveManifest>> SelectAsync(RunOptions options, CancellationToken cancellationToken)
    {
        var newest = (await new ArchiveStore(options.Layout.Archive).ListAsync(cancellationToken).ConfigureAwait(false))
            .GroupBy(manifest => manifest.Distro)
            .ToDictionary(manifests => manifests.Key, manifests => manifests.MaxBy(manifest => manifest.Installed)!);
        var wanted = await WantedAsync(options, cancellationToken).ConfigureAwait(false) ?? [.. newest.Keys.Order(StringComparer.Ordinal)];
        if (wanted.Count == 0)
        {
            throw new RunOptionsException($"there is no archive in {options.Layout.Archive}; ./build.sh Test makes one");
        }

        var known = RunOptionsCheck.Catalog(options).Ids;
        var reasons = wanted
            .Select(distro =>
                (
                    Distro: distro,
                    Reason: (known.Contains(distro), newest.GetValueOrDefault(distro)) switch
                    {
                        (false, _) => "it is not a distro of the catalogue",
                        (_, { } manifest) => WhyNot(manifest, options.Release),
                        _ => "there is no archive of it",
                    }
                )
            )
            .Where(refused => refused.Reason is not null)
            .Select(refused => $"{refused.Distro}: {refused.Reason}")
            .ToList();
        return reasons.Count == 0
            ? [.. wanted.Select(distro => newest[distro])]
            : throw new RunOptionsException($"not released: {string.Join("; ", reasons)}");
    }

    // The distros asked for, else those of the last reported run; null when there is neither.
    private static async Task<IReadOnlyList<string>?> WantedAsync(RunOptions options, CancellationToken cancellationToken)
    {
        if (options.Distros.Count > 0)
        {
            return [.. RunOptionsCheck.Select(options).Select(distro => distro.Id)];
        }

        var reports = await ReportReader.NewestAsync(options.Layout.Results, cancellationToken).ConfigureAwait(false);
        return reports.Newest?.Run?.Distros is { Count: > 0 } run ? run : null;
    }

    /// <summary>Why an archive is not fit to be released; null when it is.</summary>
    internal static string? WhyNot(ArchiveManifest manifest, ReleaseOptions options) =>
        options.AllowsUntested
            ? null
            : manifest.MailTest switch
            {
                null => "no mail test is on record; run TestMailServer, or release it with --release-untested",
                { Verdict: not Verdict.Passed } failed =>
                    $"its last mail test, {failed.Tested:yyyy-MM-dd HH:mm} UTC, did not pass: {failed.Summary}",
                { IsWhole: false } => "its last mail test asked only some of the checks; run TestMailServer without --checks",
                _ => null,
            };
}
