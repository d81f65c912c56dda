using System.Text.Json;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands;

/// <summary>Lists, checks and prunes install media.</summary>
public static class MediaListings
{
    private const int MostNamed = 8;

    /// <summary>
    /// Every entry of the catalogue, or those asked for: its medium, whether it is on disk, how it would be trusted on this host and what
    /// is missing for that, and the end of its support. Then what is on disk; with a quota also what pruning would remove.
    /// </summary>
    public static async Task ListAsync(RunOptions options, TimeProvider time, TextWriter console)
    {
        var inventory = new MediaInventory(options.Layout.Media);
        var files = inventory.Read();
        string[] heads = ["distro", "release", "medium", "size", "on disk", "support ends", "trust", "by, or what is missing"];
        await console.WriteLineAsync(TextColumns.Lay(heads, Entries(options, time).Select(Describe))).ConfigureAwait(false);
        await console.WriteLineAsync().ConfigureAwait(false);
        if (files.Count == 0)
        {
            await console.WriteLineAsync($"no media in {options.Layout.Media}").ConfigureAwait(false);
            return;
        }

        await console
            .WriteLineAsync(TextColumns.Lay(["on disk", "file", "size", "trust", "verified", ""], files.Select(Describe)))
            .ConfigureAwait(false);
        await console
            .WriteLineAsync($"{files.Count} files, {Sizes.File(files.Sum(file => file.Bytes))} in {options.Layout.Media}")
            .ConfigureAwait(false);
        if (Quota(options) is { } quota)
        {
            await console.WriteLineAsync(Explain(inventory.PlanPrune(quota), "PruneIsos would remove")).ConfigureAwait(false);
        }
    }

    /// <summary>The same entries for programs: one JSON object for each, by the distro's identifier.</summary>
    public static Dictionary<string, string> ListAsJson(RunOptions options, TimeProvider time) =>
        Entries(options, time).ToDictionary(entry => entry.Distro, entry => JsonSerializer.Serialize(entry, JsonDialect.Line));

    /// <summary>
    /// Asks every URL of the catalogue, prints a table and writes it as JSON beside the reports; throws <see cref="HostException"/>
    /// that names the dead ones.
    /// </summary>
    public static async Task CheckAsync(RunOptions options, TextWriter console, CancellationToken cancellationToken)
    {
        using var http = MediaHttp.CreateClient();
        var check = new LinkCheck(http, TimeProvider.System);
        var distros = Selected(options);
        var media = new MediaOptions { Mirror = options.Mirror, LeastTrust = options.LeastTrust };
        var results = await check.CheckAsync(distros, media, cancellationToken).ConfigureAwait(false);
        await console
            .WriteLineAsync(TextColumns.Lay(["", "distro", "what", "url"], results.Select(Describe).Concat(WithoutUrls(distros))))
            .ConfigureAwait(false);
        var path = Path.Combine(options.Layout.Results, "iso_links.json");
        await AtomicFile
            .WriteAllTextAsync(path, JsonSerializer.Serialize(results, JsonDialect.Record), cancellationToken)
            .ConfigureAwait(false);
        var urls = results.Where(result => result.What != "trust").ToList();
        var dead = urls.Where(result => result.IsLost).ToList();
        var spare = urls.Count(result => !result.IsAlive && !result.IsLost);
        await console
            .WriteLineAsync(
                $"{urls.Count} URLs asked, {dead.Count} dead, {spare} dead that another place stands in for (spare); "
                    + Path.GetRelativePath(options.Layout.Root, path)
            )
            .ConfigureAwait(false);
        var refused = results
            .Where(result => result is { IsRefused: true, IsAlive: true })
            .Select(result => $"DownloadIsos would refuse {result.DistroId}: {result.Refusal}")
            .ToList();
        if (dead.Count == 0 && refused.Count > 0)
        {
            throw new HostException(FailureClass.Configuration, string.Join("; ", refused));
        }

        if (dead.Count > 0)
        {
            var named = dead.Take(MostNamed).Select(result => $"{result.DistroId} {result.What} {WithUrl(result)}");
            var more = dead.Count > MostNamed ? $"; and {dead.Count - MostNamed} more, all in the table above" : string.Empty;
            throw new HostException(
                FailureClass.Infrastructure,
                string.Join("; ", refused.Prepend($"dead: {string.Join("; ", named)}{more}"))
            );
        }
    }

    /// <summary>Shows what goes, then removes it; what a running process uses stays.</summary>
    public static async Task PruneAsync(RunOptions options, TextWriter console)
    {
        if (Quota(options) is not { } quota)
        {
            throw new RunOptionsException(
                "PruneIsos needs --iso-quota, the GiB of media that may stay; ListIsos --iso-quota shows what would go"
            );
        }

        var inventory = new MediaInventory(options.Layout.Media);
        var plan = inventory.PlanPrune(quota);
        await console.WriteLineAsync(Explain(plan, "removing")).ConfigureAwait(false);
        foreach (var file in plan.Where(file => !MediaInventory.Remove(file)))
        {
            await console.WriteLineAsync($"{Path.GetFileName(file.Path)} is kept: a process began to use it").ConfigureAwait(false);
        }

        var left = inventory.Read();
        var excess = left.Sum(file => file.Bytes) - quota;
        var used = left.Where(file => file.IsInUse).Select(file => file.DistroId).Distinct().ToList();
        await console
            .WriteLineAsync(
                excess > 0
                    ? $"still {Sizes.File(excess)} too much: in use by running processes are {string.Join(", ", used)}"
                    : $"{Sizes.File(left.Sum(file => file.Bytes))} of media are left"
            )
            .ConfigureAwait(false);
    }

    private static long? Quota(RunOptions options) => options.IsoQuotaGiB is { } quota ? (long)(quota * (1L << 30)) : null;

    private static string WithUrl(LinkResult result) =>
        result.Summary.Contains(result.Url.AbsoluteUri, StringComparison.Ordinal) ? result.Summary : $"{result.Url}: {result.Summary}";

    // Alone "all" stands for the default matrix elsewhere; a list that leaves entries out would hide them.
    internal static IReadOnlyList<Distro> Selected(RunOptions options)
    {
        var catalog = RunOptionsCheck.Catalog(options);
        return options.Distros.Count == 0 || options.Distros.Contains("all") ? catalog.Distros : catalog.Select(options.Distros);
    }

    private static IEnumerable<MediumListing> Entries(RunOptions options, TimeProvider time)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return Selected(options).Select(distro => MediumListing.Of(distro, options, today));
    }

    private static string[] Describe(MediumListing entry) =>
        [
            entry.Distro,
            entry.Release,
            entry.Medium,
            entry.Bytes is { } bytes ? $"{(entry.IsOnDisk ? string.Empty : "about ")}{Sizes.File(bytes)}" : "-",
            entry.IsOnDisk ? "yes" : "no",
            Support(entry),
            entry.Trust,
            entry.Missing is { } missing ? $"missing: {missing}" : entry.Proof,
        ];

    private static string Support(MediumListing entry) =>
        entry.EndOfLife is { } day ? $"{day:yyyy-MM-dd}{(entry.IsPastEndOfLife ? ", ended" : string.Empty)}" : "-";

    private static string[] Describe(LinkResult result) =>
        [Word(result), result.DistroId, result.What, result.What == "trust" ? result.Summary : result.Url.AbsoluteUri];

    private static string Word(LinkResult result) =>
        result switch
        {
            { Refusal: null, IsAlive: true } => "ok",
            { IsLost: true } => "DEAD",
            { IsRefused: true } => "REFUSED",
            _ => "spare",
        };

    // What needs an account has no URL that anybody may ask.
    private static IEnumerable<string[]> WithoutUrls(IEnumerable<Distro> distros) =>
        distros
            .Where(distro => distro is { Iso: { Download: null }, Netboot: null })
            .Select(distro =>
                new[] { "account", distro.Id, "iso", "DownloadIsos needs --iso-path with --iso-sha256, or --rhsm-offline-token" }
            );

    private static string[] Describe(MediaFile file) =>
        [
            file.DistroId,
            Path.GetFileName(file.Path),
            Sizes.File(file.Bytes),
            file.Record is { } record ? MediaOptionsCheck.Name(record.Trust) : "-",
            file.Record is { } verified ? $"{verified.Verified.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "-",
            string.Join(
                ", ",
                new[]
                {
                    file.Record?.Version,
                    file.Role == MediaFileRole.Medium ? null : file.Role.ToString().ToLowerInvariant(),
                    file.IsInUse ? "in use" : null,
                }.OfType<string>()
            ),
        ];

    private static string Explain(IReadOnlyList<MediaFile> plan, string what) =>
        plan.Count == 0
            ? "nothing to prune"
            : TextColumns.Lay(
                [what, "", "last use", ""],
                plan.Select(file =>
                    new[]
                    {
                        $"{file.DistroId}/{Path.GetFileName(file.Path)}",
                        Sizes.File(file.Bytes),
                        $"{file.LastUse.UtcDateTime:yyyy-MM-dd}",
                        file.Role.ToString().ToLowerInvariant(),
                    }
                )
            );
}
