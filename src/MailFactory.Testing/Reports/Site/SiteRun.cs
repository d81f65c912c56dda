using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Site;

/// <summary>A run as the site remembers it.</summary>
internal sealed record SiteRun
{
    public required string RunId { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required string Accelerator { get; init; }

    /// <summary>The version of the tool; null where several runs were merged.</summary>
    public string? Tool { get; init; }

    public required IReadOnlyList<SiteResult> Results { get; init; }

    /// <summary>The result of a distro; null when it was not part of the run.</summary>
    public SiteResult? ResultOf(string distro) => Results.FirstOrDefault(result => result.Distro == distro);

    /// <summary>
    /// What the site remembers of a report: a distro that came to its mail test or failed on the way there. Tests of users' own disks and
    /// servers say nothing about a distro.
    /// </summary>
    public static SiteRun Of(RunResult run)
    {
        var foreign = run
            .Facts.Where(facts => facts.Image is not null || facts.Server is not null)
            .Select(facts => facts.Distro)
            .ToHashSet();
        return new SiteRun
        {
            RunId = run.RunId,
            Started = run.Started,
            Accelerator = run.Accelerator,
            Tool = run.Tool,
            Results =
            [
                .. DistroSummary.Of(run).Where(summary => !foreign.Contains(summary.Distro) && Tells(summary)).Select(SiteResult.Of),
            ],
        };
    }

    private static bool Tells(DistroSummary summary) =>
        summary.Cause is not null || summary.Stages.Any(stage => stage.Stage == Stage.MailTest);
}
