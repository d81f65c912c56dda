namespace MailFactory.Testing.Runs.Known;

/// <summary>Tells news from what is known. A known failure stays a failure; it only says so.</summary>
/// <param name="issues">The issues.</param>
/// <param name="today">The day on which those that have expired no longer count.</param>
internal sealed class KnownIssues(IReadOnlyList<KnownIssue> issues, DateOnly today)
{
    /// <summary>How many runs an issue may go without being met before it is called obsolete.</summary>
    public const int RunsWithout = 10;

    /// <summary>None.</summary>
    public static KnownIssues None { get; } = new([], DateOnly.MinValue);

    /// <summary>All of them.</summary>
    public IReadOnlyList<KnownIssue> All => issues;

    /// <summary>Those that say how Mail Server Factory ends, whether they have expired or not.</summary>
    public IEnumerable<KnownIssue> FactoryOutcomes => issues.Where(issue => issue.Outcome is not null);

    /// <summary>The issue that says how Mail Server Factory ends on a distro; null when there is none that counts today.</summary>
    public KnownIssue? FactoryOutcomeOn(string distro) =>
        FactoryOutcomes.FirstOrDefault(issue => issue.Expires >= today && issue.IsAbout(distro));

    /// <summary>
    /// A result, marked where an issue explains it: each failed check by itself, and the stage when all that failed is explained.
    /// Cancelled stages and wrong use are nobody's issue.
    /// </summary>
    public StageResult Mark(StageResult result)
    {
        if (result.FailureClass is not (FailureClass.Product or FailureClass.Infrastructure))
        {
            return result;
        }

        var checks = result
            .Checks.Select(check => check.FailsRun ? check with { Known = LinkOf(result, check.Id, check.Summary) } : check)
            .ToList();
        var failed = checks.Where(check => check.FailsRun).ToList();
        return result with { Checks = checks, Known = failed.Count == 0 ? LinkOf(result, check: null, result.Summary) : LinksOf(failed) };
    }

    /// <summary>What somebody should do about the issues themselves, one sentence each.</summary>
    /// <param name="runs">Reports in any order, the run that has just ended among them.</param>
    public IReadOnlyList<string> Remarks(IReadOnlyList<RunResult> runs) =>
        [
            .. issues
                .Where(issue => issue.Expires < today)
                .Select(issue =>
                    $"{issue.Place}: the known issue '{issue.Title}' expired on {issue.Expires:yyyy-MM-dd} and no longer counts"
                ),
            .. issues
                .Where(issue => issue.Expires >= today && IsObsolete(issue, runs))
                .Select(issue =>
                    $"{issue.Place}: the known issue '{issue.Title}' was not met in the last {RunsWithout} runs; is it fixed?"
                ),
        ];

    private static bool IsObsolete(KnownIssue issue, IReadOnlyList<RunResult> runs)
    {
        var last = runs.Where(run => run.Stages.Any(issue.IsReached)).OrderByDescending(run => run.Started).Take(RunsWithout).ToList();
        return last.Count == RunsWithout
            && !last.Any(run => run.Stages.Any(stage => stage.Known == issue.Link || stage.Checks.Any(check => check.Known == issue.Link)));
    }

    private static string? LinksOf(IReadOnlyList<CheckResult> failed) =>
        failed.All(check => check.Known is not null) ? string.Join(", ", failed.Select(check => check.Known).Distinct()) : null;

    private string? LinkOf(StageResult result, string? check, string cause) =>
        issues.FirstOrDefault(issue => issue.Expires >= today && issue.Explains(result, check, cause))?.Link;
}
