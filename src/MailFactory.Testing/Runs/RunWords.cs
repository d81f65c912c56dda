namespace MailFactory.Testing.Runs;

/// <summary>Verdicts, stages and what failures are due to as people read them: the one place that words them.</summary>
internal static class RunWords
{
    /// <summary>The verdicts with their words, in the order in which they are counted.</summary>
    public static IReadOnlyList<(Verdict Verdict, string Word)> Verdicts { get; } =
    [
        (Verdict.Passed, "passed"),
        (Verdict.Failed, "failed"),
        (Verdict.Error, "broken"),
        (Verdict.Warned, "warned"),
        (Verdict.Skipped, "skipped"),
        (Verdict.NotApplicable, "not applicable"),
    ];

    /// <summary>The verdict as a word; an error of the tester is "broken". A file that others wrote may hold a number that is none.</summary>
    public static string Of(Verdict verdict) => Verdicts.FirstOrDefault(pair => pair.Verdict == verdict).Word ?? "unknown";

    /// <summary>The stage's name; a file that others wrote may hold a number that is none.</summary>
    public static string Of(Stage stage) => StageRow.All.FirstOrDefault(row => row.Stage == stage)?.Name ?? "unknown stage";

    /// <summary>A degree of trust as files hold it, such as <c>ChecksumOnly</c>, for people.</summary>
    public static string OfTrust(string trust) => trust == "ChecksumOnly" ? "Checksum only" : trust;

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

    /// <summary>How a run ended, with the exit code that tells it to programs.</summary>
    public static string End(FailureClass worst) => $"{Outcome(worst)} (exit code {(int)worst})";

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

    /// <summary>What a failure is due to, with its exit code.</summary>
    public static string Class(FailureClass failure) => $"{Fault(failure)} (exit code {(int)failure})";
}
