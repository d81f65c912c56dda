namespace MailFactory.Testing.Runs.State;

/// <summary>The conformance checks of a mail test, counted.</summary>
internal sealed record CheckTally
{
    /// <summary>How many were run.</summary>
    public required int Total { get; init; }

    /// <summary>How many passed.</summary>
    public required int Passed { get; init; }

    /// <summary>Those that did not: identifier, verdict, what was found.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Counts checks; null when there are none.</summary>
    public static CheckTally? Of(IReadOnlyList<CheckResult> checks) =>
        checks.Count == 0
            ? null
            : new CheckTally
            {
                Total = checks.Count,
                Passed = checks.Count(check => check.Verdict == Verdict.Passed),
                Others =
                [
                    .. checks
                        .Where(check => check.Verdict != Verdict.Passed)
                        .Select(check => $"{check.Id} {RunWords.Of(check.Verdict)}: {check.Summary}"),
                ],
            };
}
