using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>What the work of a stage came to; the run adds the distro, the stage and the times.</summary>
internal sealed record StageOutcome
{
    /// <summary>How it ended.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>One sentence about it.</summary>
    public required string Summary { get; init; }

    /// <summary>What a failure is due to.</summary>
    public FailureClass FailureClass { get; init; }

    /// <summary>What the stage has made of the distro; null when it is what the stages before have made.</summary>
    public StageProduct? Product { get; init; }

    /// <summary>How Mail Server Factory ended; null when it was not run.</summary>
    public string? FactoryOutcome { get; init; }

    /// <summary>Facts worth keeping.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Its parts, where they were timed.</summary>
    public IReadOnlyList<StagePhase> Phases { get; init; } = [];

    /// <summary>Files that belong to the result.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The packages of the machine whose mail server was tested, as <c>name version</c>.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>The checks of a mail test.</summary>
    public IReadOnlyList<CheckResult> Checks { get; init; } = [];

    /// <summary>The stage was done and holds.</summary>
    public static StageOutcome Passed(string summary) => new() { Verdict = Verdict.Passed, Summary = summary };

    /// <summary>The stage did not have to be done, for the reason given.</summary>
    public static StageOutcome Reused(string reason) => new() { Verdict = Verdict.Skipped, Summary = reason };

    /// <summary>The stage was not reached, as an earlier one failed or was cancelled.</summary>
    /// <param name="earlier">The stage that the distro came to its end in.</param>
    public static StageOutcome NotReached(StageResult earlier) =>
        new()
        {
            Verdict = Verdict.Skipped,
            Summary =
                $"not reached: {RunWords.Of(earlier.Stage)} {(earlier.FailureClass == FailureClass.Cancelled ? "was cancelled" : "failed")}",
        };

    /// <summary>The stage failed.</summary>
    public static StageOutcome Failed(FailureClass failureClass, string cause) =>
        new()
        {
            Verdict = Verdict.Failed,
            Summary = cause,
            FailureClass = failureClass,
        };
}
