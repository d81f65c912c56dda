using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>How reports for people put verdicts, spans of time and counts.</summary>
internal static class ReportWords
{
    private static readonly (Verdict Verdict, string Word)[] _verdicts =
    [
        (Verdict.Passed, "passed"),
        (Verdict.Failed, "failed"),
        (Verdict.Error, "broken"),
        (Verdict.Warned, "warned"),
        (Verdict.Skipped, "skipped"),
        (Verdict.NotApplicable, "not applicable"),
    ];

    /// <summary>The exit code of a run in which nothing failed but what known issues explain.</summary>
    public const int KnownFailures = 5;

    /// <summary>The exit code of a run.</summary>
    public static int ExitCode(RunResult run) => run.HasOnlyKnownFailures ? KnownFailures : (int)run.FailureClass;

    /// <summary>The verdict as a word; an error of the tester is "broken".</summary>
    public static string Of(Verdict verdict) => _verdicts.Single(pair => pair.Verdict == verdict).Word;

    /// <summary>What a run tested, in the singular: distros, or servers that somebody runs.</summary>
    public static string Subject(RunResult run) => run.Facts.Any(facts => facts.Server is not null) ? "server" : "distro";

    /// <summary>A word as the head of a column.</summary>
    public static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>How a run ended, by the class of its worst failure.</summary>
    public static string Outcome(FailureClass worst) =>
        worst switch
        {
            FailureClass.None => "passed",
            FailureClass.Product => "failed",
            FailureClass.Infrastructure => "failed, the host or the network was in the way",
            FailureClass.Configuration => "not run, the configuration is wrong",
            _ => "cancelled",
        };

    /// <summary>What a failure is due to, with the exit code that tells it to programs.</summary>
    public static string Class(FailureClass failure) => $"{Fault(failure)} (exit code {(int)failure})";

    /// <summary>What a failure is due to.</summary>
    public static string Fault(FailureClass failure) =>
        failure switch
        {
            FailureClass.None => "nobody's",
            FailureClass.Product => "distro or mail server",
            FailureClass.Infrastructure => "host or network",
            FailureClass.Configuration => "wrong use or configuration",
            _ => "cancelled",
        };

    /// <summary>Checks by verdict, without the verdicts that none has: <c>39 checks: 37 passed, 2 failed</c>.</summary>
    public static string Count(IReadOnlyCollection<CheckResult> checks)
    {
        var counts = _verdicts
            .Select(pair => (pair.Word, Count: checks.Count(check => check.Verdict == pair.Verdict)))
            .Where(count => count.Count > 0)
            .Select(count => $"{count.Count} {count.Word}");
        return $"{checks.Count} {(checks.Count == 1 ? "check" : "checks")}: {string.Join(", ", counts)}";
    }
}
