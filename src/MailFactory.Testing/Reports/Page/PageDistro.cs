using System.Xml.Linq;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Reports.Charts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Page;

/// <summary>A distro as the page shows it: its row in the matrix and its own section.</summary>
internal sealed record PageDistro
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Verdict { get; init; }

    public required string Kind { get; init; }

    public required string Duration { get; init; }

    public required string Cause { get; init; }

    public required string Accelerator { get; init; }

    public required string Trust { get; init; }

    public required PageFile? Bundle { get; init; }

    /// <summary>One for each column of the matrix.</summary>
    public required IReadOnlyList<PageCell> Cells { get; init; }

    public required IReadOnlyList<PageStage> Stages { get; init; }

    public required IReadOnlyList<PageCheck> Checks { get; init; }

    public required string CheckCount { get; init; }

    public required IReadOnlyList<PageImage> Images { get; init; }

    public required IReadOnlyList<PageLog> Logs { get; init; }

    public required string? History { get; init; }

    public required string? Timeline { get; init; }

    private static string TrustOf(DistroFacts? facts) =>
        facts switch
        {
            { Trust: { } trust } => RunWords.OfTrust(trust),
            { Server: { } server } => $"no medium: the server at {server} ran already",
            { Image: not null } => "no medium: the disk existed already",
            _ => "not proven in this run",
        };

    public static PageDistro Of(
        DistroSummary distro,
        RunResult run,
        IReadOnlyList<RunResult> history,
        IReadOnlyList<Stage> columns,
        PageEvidence evidence
    )
    {
        var facts = run.Facts.FirstOrDefault(facts => facts.Distro == distro.Distro);
        var stages = distro.Stages.ToDictionary(stage => stage.Stage, stage => PageStage.Of(stage, evidence));
        var checks = distro.Checks.ToList();
        return new PageDistro
        {
            Id = distro.Distro,
            Name = facts?.Name ?? distro.Distro,
            Verdict = distro.Verdict,
            Kind = PageKind.Of(distro.Verdict),
            Duration = Spans.Precise(distro.Duration),
            Cause = distro.Cause ?? string.Empty,
            Accelerator = facts?.Accelerator ?? run.Accelerator,
            Trust = TrustOf(facts),
            Bundle = facts?.EvidenceBundle is { } bundle ? new PageFile(bundle, EvidenceFile.Link(bundle)) : null,
            Cells = [.. columns.Select(column => new PageCell(stages.GetValueOrDefault(column)))],
            Stages = [.. stages.Values],
            Checks = [.. checks.Select(PageCheck.Of)],
            CheckCount = ReportWords.Count(checks),
            Images = evidence.Images,
            Logs = evidence.Logs,
            History = Svg(HistoryChart.Render(distro.Distro, [.. history, run])),
            Timeline = Svg(RunChart.OfDistro(distro.Distro, distro.Stages)),
        };
    }

    private static string? Svg(XElement? chart) => chart?.ToString(SaveOptions.DisableFormatting);
}
