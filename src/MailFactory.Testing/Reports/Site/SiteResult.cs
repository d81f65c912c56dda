using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Site;

/// <summary>What one run found out about one distro, as the site remembers it: without transcripts and evidence.</summary>
internal sealed record SiteResult
{
    public required string Distro { get; init; }

    /// <summary>passed, failed, cancelled, "not run" or "not started".</summary>
    public required string Verdict { get; init; }

    /// <summary>Why it failed, in one sentence; null when it did not.</summary>
    public string? Cause { get; init; }

    /// <summary>How long the install took, in seconds; null when none was done, as when an archive was reused.</summary>
    public double? InstallSeconds { get; init; }

    /// <summary>How long the mail test took, in seconds; null when none was done.</summary>
    public double? MailTestSeconds { get; init; }

    /// <summary>What the run said of the install.</summary>
    public string? Install { get; init; }

    /// <summary>What the run said of the mail server, with its versions.</summary>
    public string? MailServer { get; init; }

    public int ChecksPassed { get; init; }

    public int Checks { get; init; }

    /// <summary>The checks that failed the run.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];

    /// <summary>The part of a report that is about a distro.</summary>
    public static SiteResult Of(DistroSummary summary)
    {
        var checks = summary.Checks.ToList();
        var counts = CheckCounts.Of(checks);
        return new SiteResult
        {
            Distro = summary.Distro,
            Verdict = summary.Verdict,
            Cause = summary.Cause,
            InstallSeconds = SecondsOf(summary, Stage.Install),
            MailTestSeconds = SecondsOf(summary, Stage.MailTest),
            Install = Done(summary, Stage.Install)?.Summary,
            MailServer = Done(summary, Stage.MailTest)?.Summary,
            ChecksPassed = counts.Passed,
            Checks = counts.Applicable,
            Failed = [.. checks.Where(check => check.FailsRun).Select(check => check.Id)],
        };
    }

    private static double? SecondsOf(DistroSummary summary, Stage stage) =>
        Done(summary, stage) is { } done ? Math.Round(done.Duration.TotalSeconds, 1) : null;

    private static StageResult? Done(DistroSummary summary, Stage stage) =>
        summary.Stages.FirstOrDefault(result => result.Stage == stage && result.Verdict is (Runs.Verdict.Passed or Runs.Verdict.Warned));
}
