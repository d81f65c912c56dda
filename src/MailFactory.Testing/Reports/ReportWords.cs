using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>How reports for people put subjects and counts.</summary>
internal static class ReportWords
{
    /// <summary>The exit code of a run in which nothing failed but what known issues explain.</summary>
    public const int KnownFailures = 5;

    /// <summary>The exit code of a run.</summary>
    public static int ExitCode(RunResult run) => run.HasOnlyKnownFailures ? KnownFailures : (int)run.FailureClass;

    /// <summary>What a run tested, in the singular: distros, or servers that somebody runs.</summary>
    public static string Subject(RunResult run) => run.Facts.Any(facts => facts.Server is not null) ? "server" : "distro";

    /// <summary>A word as the head of a column.</summary>
    public static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>Checks by verdict, without the verdicts that none has: <c>39 checks: 37 passed, 2 failed</c>.</summary>
    public static string Count(IReadOnlyCollection<CheckResult> checks)
    {
        var counts = RunWords
            .Verdicts.Select(pair => (pair.Word, Count: checks.Count(check => check.Verdict == pair.Verdict)))
            .Where(count => count.Count > 0)
            .Select(count => $"{count.Count} {count.Word}");
        return $"{checks.Count} {(checks.Count == 1 ? "check" : "checks")}: {string.Join(", ", counts)}";
    }
}
