using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix;

/// <summary>How a stage ended for all distros.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Results">One result for each distro, in the distros' order.</param>
public sealed record StageSummary(Stage Stage, IReadOnlyList<StageResult> Results)
{
    /// <summary>The results that failed.</summary>
    public IReadOnlyList<StageResult> Failures { get; } = [.. Results.Where(result => result.FailureClass != FailureClass.None)];

    /// <summary>One line for each distro.</summary>
    public string Text =>
        string.Join('\n', Results.Select(result => $"  {result.Distro}: {RunWords.Of(result.Verdict)}{Took(result)}: {result.Summary}"));

    /// <summary>The causes of all failures in one line; empty when there are none.</summary>
    public string Causes => string.Join("; ", Failures.Select(failure => $"{failure.Distro}: {failure.Summary}"));

    private static string Took(StageResult result) =>
        result.Verdict == Verdict.Skipped ? string.Empty : $" in {Spans.Took(result.Duration)}";
}
