using MailFactory.Testing.Amounts;

namespace MailFactory.Testing.Reports.Page;

/// <summary>What has changed since the last run, in words.</summary>
internal sealed record PageChanges
{
    public required string With { get; init; }

    public required IReadOnlyList<string> NewFailures { get; init; }

    public required IReadOnlyList<string> Fixed { get; init; }

    public required IReadOnlyList<string> Slower { get; init; }

    public bool HasChanges => NewFailures.Count + Fixed.Count + Slower.Count > 0;

    public static PageChanges Of(RunComparison comparison) =>
        new()
        {
            With = string.Join(", ", comparison.With),
            NewFailures = comparison.NewFailures,
            Fixed = comparison.Fixed,
            Slower =
            [
                .. comparison.Slower.Select(stage =>
                    $"{stage.Name}: {Spans.Precise(stage.Now)} instead of {Spans.Precise(stage.Before)}, {stage.Factor:0.0} times as long"
                ),
            ],
        };
}
