using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Provisioning.Factory;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>Sums up a mail test with Mail Server Factory: what it came to, beside what is expected for the distro.</summary>
internal static class FactoryVerdict
{
    private const int ShownLines = 12;

    /// <summary>The outcome of a run that brought no server up.</summary>
    public static StageOutcome Failed(string distro, FactoryOutcome outcome)
    {
        var where = outcome.Class == FactoryOutcomeClass.FactoryFailed ? $" while {FactoryWords.Of(outcome.Stage)}" : string.Empty;
        var failureClass = outcome.Class == FactoryOutcomeClass.HostTrouble ? FailureClass.Infrastructure : FailureClass.Product;
        return StageOutcome.Failed(
            failureClass,
            $"Mail Server Factory: {outcome.Name}{where}: {outcome.Proof} ({Beside(distro, outcome)})"
        ) with
        {
            Evidence = [.. Facts(distro, outcome), "last lines of Mail Server Factory:", .. outcome.LastLines.TakeLast(ShownLines)],
        };
    }

    /// <summary>The outcome of the checks on the server that it brought up.</summary>
    public static StageOutcome Judged(string distro, FactoryOutcome outcome, IReadOnlyList<CheckResult> checks)
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
                ? StageOutcome.Passed(
                    $"Mail Server Factory: {final.Name}, {checks.Count(check => check.Verdict == Verdict.Passed)} of "
                        + $"{checks.Count} checks passed ({Beside(distro, final)})"
                )
                : StageOutcome.Failed(
                    FailureClass.Product,
                    $"Mail Server Factory: {final.Name}: {failed.Count} of {checks.Count} checks failed, first {final.Proof} "
                        + $"({Beside(distro, final)})"
                );
        return judged with { Checks = checks, Evidence = Facts(distro, final) };
    }

    private static string Beside(string distro, FactoryOutcome outcome) =>
        FactoryExpectation.Of(distro) switch
        {
            null => "nothing is expected for this distro",
            var expected when outcome.Class == FactoryOutcomeClass.HostTrouble =>
                $"expected is {expected.Name}, as {expected.Reason}; this run says nothing about that",
            var expected when expected.IsMetBy(outcome) => $"as expected: {expected.Reason}",
            var expected => $"NOT as expected, which is {expected.Name}, as {expected.Reason}",
        };

    private static List<string> Facts(string distro, FactoryOutcome outcome)
    {
        var expected = FactoryExpectation.Of(distro) is { } known ? $"{known.Name}, as {known.Reason}" : "nothing known";
        var facts = new List<string>
        {
            $"outcome: {outcome.Name}",
            $"expected: {expected}",
            $"proof: {outcome.Proof}",
            $"stage: {FactoryWords.Of(outcome.Stage)}; exit code: {outcome.ExitCode?.ToString() ?? "ended by us"}; "
                + $"{outcome.Duration.TotalSeconds:0} s",
        };
        facts.AddRange(outcome.OperatingSystem is { } system ? [$"it took the machine for: {system}"] : []);
        facts.AddRange(outcome.LastCommand is { } command ? [$"its last command: {command}"] : []);
        return facts;
    }
}
