using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>One distro's part of a run.</summary>
internal sealed record DistroSummary
{
    private const int EvidenceLines = 8;

    /// <summary>The distro's identifier.</summary>
    public required string Distro { get; init; }

    /// <summary>Its stages in the order they run.</summary>
    public required IReadOnlyList<StageResult> Stages { get; init; }

    /// <summary>Why there is no result of it where there should be one; null otherwise.</summary>
    public string? Missing { get; init; }

    /// <summary>The first stage that failed; null when none did.</summary>
    public StageResult? Failure => Stages.FirstOrDefault(stage => stage.FailureClass != FailureClass.None);

    /// <summary>
    /// The cause of the failure in one sentence: its first failed check, else the stage's own words; null when nothing failed.
    /// </summary>
    public string? Cause => Failure is { } failure ? CauseOf(failure) : Missing;

    /// <summary>
    /// The cause and a few lines of its evidence: the last ones of the check's transcript, which is where it failed, else the first ones of
    /// the stage's, which begin with the remedy or the last words of the installer.
    /// </summary>
    public IReadOnlyList<string> CauseLines =>
        Failure is { } failure
            ?
            [
                CauseOf(failure),
                .. failure.Checks.FirstOrDefault(check => check.FailsRun)?.Transcript.TakeLast(EvidenceLines)
                    ?? failure.Evidence.Take(EvidenceLines),
            ]
            : [];

    /// <summary>Time spent in all stages.</summary>
    public TimeSpan Duration => Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Duration);

    /// <summary>All checks.</summary>
    public IEnumerable<CheckResult> Checks => Stages.SelectMany(stage => stage.Checks);

    /// <summary>
    /// The distro's verdict in a word: cancelled, failed, or passed; "not started" when it has no stage, "not run" when a result should be
    /// there and is not.
    /// </summary>
    public string Verdict
    {
        get
        {
            if (Failure is { } failure)
            {
                return failure.FailureClass == FailureClass.Cancelled ? "cancelled" : "failed";
            }

            if (Missing is not null)
            {
                return "not run";
            }

            return Stages.Count == 0 ? "not started" : "passed";
        }
    }

    /// <summary>The distros of a run in the order they were asked for.</summary>
    public static IReadOnlyList<DistroSummary> Of(RunResult run) =>
        [
            .. run.Distros.Select(distro => new DistroSummary
            {
                Distro = distro,
                Missing = run.Problems.FirstOrDefault(problem => problem.Distro == distro)?.Summary,
                Stages = [.. run.Stages.Where(stage => stage.Distro == distro).OrderBy(stage => stage.Stage)],
            }),
        ];

    private static string CauseOf(StageResult stage)
    {
        var check = stage.Checks.FirstOrDefault(check => check.FailsRun);
        var where = check is null ? $"{RunWords.Of(stage.Stage)}: {stage.Summary}" : $"{check.Id} {check.Title}: {check.Summary}";
        var others = stage.Checks.Count(other => other.FailsRun) - 1;
        var more = others > 0 ? $" (and {others} more, see the report)" : string.Empty;
        var known = stage.Known is { } link ? $" (known: {link})" : string.Empty;
        return $"{where}{more}{known}";
    }
}
