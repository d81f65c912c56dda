using System.Globalization;
using System.Xml.Linq;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Reports.Page;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Site;

/// <summary>The site's pages; each is finished HTML that loads nothing but the site's own style sheet.</summary>
/// <param name="input">What they are made of.</param>
internal sealed class SitePages(SiteInput input)
{
    private const int NightsShown = 30;
    private const int RunsShown = 100;
    private const int ChangesShown = 20;

    // In the pages themselves: a file that is opened without a server may load no other.
    private static readonly string _style = ReportResources.Text("Reports/Page/report.css") + ReportResources.Text("Reports/Site/site.css");

    private readonly IReadOnlyList<SiteChange> _changes = SiteChange.Of(input.History);

    /// <summary>All files of the site but the reports: their paths below its folder, and their texts.</summary>
    public IEnumerable<(string Path, string Text)> Files()
    {
        yield return ("index.html", Frame("", "The matrix, night after night", Home()));
        yield return ("checks.html", Frame("", "Checks", Checks()));
        yield return ("images.html", Frame("", "Images", Images()));
        yield return ("feed.xml", SiteFeed.Render(input.History, _changes));
        yield return (SiteHistory.FileName, input.History.Render());
        foreach (var (id, name) in input.Distros)
        {
            yield return ($"distro/{id}.html", Frame("../", name, DistroPage(id, name)));
            var badge = BadgeOf(id);
            yield return ($"badges/{id}.svg", badge.Svg());
            yield return ($"badges/{id}.json", badge.Json());
        }
    }

    private string Home()
    {
        var nights = input.History.Runs.TakeLast(NightsShown).ToList();
        return Part(
            "home",
            new
            {
                Nights = nights
                    .Select(run => new
                    {
                        Date = Day(run),
                        Time = Minute(run),
                        Link = LinkOf(run, ""),
                    })
                    .ToList(),
                Rows = input
                    .Distros.Select(distro => new
                    {
                        distro.Id,
                        distro.Name,
                        Cells = nights.Select(run => Cell(run, distro.Id)).ToList(),
                        Last = Line(distro.Id),
                    })
                    .ToList(),
                Changes = _changes
                    .Take(ChangesShown)
                    .Select(change => new
                    {
                        Date = Minute(change.Run),
                        change.Result.Distro,
                        change.Text,
                    })
                    .ToList(),
                Runs = input.History.Runs.Count,
            }
        );
    }

    private object Cell(SiteRun run, string distro)
    {
        var result = run.ResultOf(distro);
        var kind = result is null ? "none" : PageKind.Of(result.Verdict);
        var sign = kind switch
        {
            "passed" => "✓",
            "failed" => "✗",
            "none" => "",
            _ => "·",
        };
        var cause = result?.Cause is { } known ? $": {known}" : string.Empty;
        return new
        {
            Kind = kind,
            Sign = sign,
            Words = result is null ? string.Empty : $"{distro}, {Minute(run)}: {result.Verdict}{cause}",
            Link = LinkOf(run, "") is { } link ? $"{link}#{distro}" : null,
        };
    }

    private object Line(string distro)
    {
        var run = LastOf(distro);
        var result = run?.ResultOf(distro);
        return new
        {
            Verdict = result?.Verdict ?? "not tested",
            Kind = result is null ? "skipped" : PageKind.Of(result.Verdict),
            Checks = result is { Checks: > 0 } ? $"{result.ChecksPassed} of {result.Checks}" : string.Empty,
            Date = run is null ? string.Empty : Day(run),
        };
    }

    private string DistroPage(string id, string name)
    {
        var runs = input.History.Runs.Where(run => run.ResultOf(id) is not null).ToList();
        return Part(
            "distro",
            new
            {
                Id = id,
                Name = name,
                Badge = BadgeOf(id).Svg(),
                Install = Chart("Install", runs, id, result => result.InstallSeconds),
                MailTest = Chart("Mail test", runs, id, result => result.MailTestSeconds),
                Changes = _changes
                    .Where(change => change.Result.Distro == id)
                    .Take(ChangesShown)
                    .Select(change => new { Date = Minute(change.Run), change.Text })
                    .ToList(),
                Runs = Enumerable.Reverse(runs).Take(RunsShown).Select(run => Row(run, run.ResultOf(id)!)).ToList(),
                Left = Math.Max(0, runs.Count - RunsShown),
            }
        );
    }

    private object Row(SiteRun run, SiteResult result) =>
        new
        {
            Date = Minute(run),
            Link = LinkOf(run, "../") is { } link ? $"{link}#{result.Distro}" : null,
            result.Verdict,
            Kind = PageKind.Of(result.Verdict),
            Install = Span(result.InstallSeconds),
            MailTest = Span(result.MailTestSeconds),
            Checks = result.Checks > 0 ? $"{result.ChecksPassed} of {result.Checks}" : string.Empty,
            Words = result.Cause ?? result.MailServer ?? result.Install ?? string.Empty,
        };

    private string Checks() =>
        Part(
            "checks",
            new
            {
                Checks = input
                    .History.Runs.SelectMany(run =>
                        run.Results.SelectMany(result => result.Failed.Select(check => (run, result.Distro, check)))
                    )
                    .GroupBy(failure => failure.check)
                    .OrderBy(failures => failures.Key, StringComparer.Ordinal)
                    .Select(failures => new
                    {
                        Id = failures.Key,
                        Times = failures.Count(),
                        Distros = string.Join(", ", failures.Select(failure => failure.Distro).Distinct().Order(StringComparer.Ordinal)),
                        First = Day(failures.First().run),
                        Last = Day(failures.Last().run),
                    })
                    .ToList(),
            }
        );

    private string Images() =>
        Part(
            "images",
            new
            {
                Images = input
                    .Images.OrderBy(image => image.Distro, StringComparer.Ordinal)
                    .ThenByDescending(image => image.Installed)
                    .Select(image => new
                    {
                        image.Distro,
                        image.OsName,
                        File = image.DiskFile,
                        Size = string.Create(CultureInfo.InvariantCulture, $"{Sizes.Megabytes(image.DiskBytes)}"),
                        Sha256 = image.DiskSha256,
                        Trust = RunWords.OfTrust(image.Trust),
                        Installed = $"{image.Installed.UtcDateTime:yyyy-MM-dd}",
                        Tested = image.MailTest?.Summary ?? "not tested",
                    })
                    .ToList(),
            }
        );

    private static string? Chart(string title, List<SiteRun> runs, string distro, Func<SiteResult, double?> seconds) =>
        SiteChart
            .Render(
                title,
                [
                    .. runs.Select(run => (run.Started, Result: run.ResultOf(distro)!))
                        .Where(run => seconds(run.Result) is not null)
                        .Select(run => (run.Started, seconds(run.Result)!.Value, run.Result.Verdict)),
                ]
            )
            ?.ToString(SaveOptions.DisableFormatting);

    private SiteBadge BadgeOf(string distro) => SiteBadge.Of(distro, LastOf(distro));

    private SiteRun? LastOf(string distro) => input.History.Runs.LastOrDefault(run => run.ResultOf(distro) is not null);

    private string? LinkOf(SiteRun run, string root) => input.Pages.Contains(run.RunId) ? $"{root}runs/{run.RunId}.html" : null;

    private static string Frame(string root, string title, string body) =>
        Part(
            "frame",
            new
            {
                Root = root,
                Policy = PagePolicy.Source(_style),
                Style = _style,
                Title = title,
                Body = body,
            }
        );

    private static string Part(string name, object model) =>
        PageTemplate.Render(name, ReportResources.Text($"Reports/Site/{name}.liquid"), model);

    private static string Day(SiteRun run) => run.Started.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Minute(SiteRun run) => run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Span(double? seconds) => seconds is { } took ? Spans.Precise(TimeSpan.FromSeconds(took)) : string.Empty;
}
