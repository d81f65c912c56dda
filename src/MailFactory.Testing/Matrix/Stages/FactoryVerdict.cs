using MailFactory.Testing.Amounts;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Provisioning.Factory;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>Sums up a mail test with Mail Server Factory: what it came to, beside what is expected for the distro.</summary>
internal static class FactoryVerdict
{
    private const int ShownLines = 12;

    /// <summary>The outcome of a run that brought no server up.</summary>
    public static StageOutcome Failed(FactoryExpectation? expected, FactoryOutcome outcome)
    {
        var where = outcome.Class == FactoryOutcomeClass.FactoryFailed ? $" while {FactoryWords.Of(outcome.Stage)}" : string.Empty;
        var failureClass = outcome.Class == FactoryOutcomeClass.HostTrouble ? FailureClass.Infrastructure : FailureClass.Product;
        return StageOutcome.Failed(
            failureClass,
            $"Mail Server Factory: {outcome.Name}{where}: {outcome.Proof} ({Beside(expected, outcome)})"
        ) with
        {
            FactoryOutcome = FactoryExpectation.WordOf(outcome),
            Evidence = [.. Facts(expected, outcome), "last lines of Mail Server Factory:", .. outcome.LastLines.TakeLast(ShownLines)],
        };
    }

    /// <summary>The outcome of the checks on the server that it brought up.</summary>
    public static StageOutcome Judged(FactoryExpectation? expected, FactoryOutcome outcome, IReadOnlyList<CheckResult> checks)
    {
        var failed = checks.Where(check => check.FailsRun).ToList();
        var final =
            failed.Count == 0
                ? outcome
                : outcome with
                {
                    Class = FactoryOutcomeClass.ServerFailed,
                    Proof = $"{failed[0].Id} {failed[0].Title}: {failed[0].Summary}",
                };
        var judged =
            failed.Count == 0
                ? StageOutcome.Passed($"Mail Server Factory: {final.Name}, {CheckCounts.Of(checks)} ({Beside(expected, final)})")
                : StageOutcome.Failed(
                    FailureClass.Product,
                    $"Mail Server Factory: {final.Name}: {failed.Count} of {checks.Count} checks failed, first {final.Proof} "
                        + $"({Beside(expected, final)})"
                );
        return judged with { Checks = checks, FactoryOutcome = FactoryExpectation.WordOf(final), Evidence = Facts(expected, final) };
    }

    private static string Beside(FactoryExpectation? expected, FactoryOutcome outcome) =>
        expected switch
        {
            null => "nothing is expected for this distro",
            _ when outcome.Class == FactoryOutcomeClass.HostTrouble =>
                $"expected is {expected.Name}, as {expected.Reason}; this run says nothing about that",
            _ when expected.IsMetBy(outcome) => $"as expected: {expected.Reason}",
            _ => $"NOT as expected, which is {expected.Name}, as {expected.Reason}",
        };

    private static List<string> Facts(FactoryExpectation? expected, FactoryOutcome outcome)
    {
        var facts = new List<string>
        {
            $"outcome: {outcome.Name}",
            expected is null ? "expected: nothing known" : $"expected: {expected.Name}, as {expected.Reason}",
            $"proof: {outcome.Proof}",
            $"stage: {FactoryWords.Of(outcome.Stage)}; exit code: {outcome.ExitCode?.ToString() ?? "ended by us"}; "
                + $"{Spans.Seconds(outcome.Duration)}",
        };
        facts.AddRange(outcome.OperatingSystem is { } system ? [$"it took the machine for: {system}"] : []);
        facts.AddRange(outcome.LastCommand is { } command ? [$"its last command: {command}"] : []);
        return facts;
    }
}
