using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Page;

/// <summary>A check as the page shows it.</summary>
internal sealed record PageCheck
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Reference { get; init; }

    public required string Promise { get; init; }

    public required string Severity { get; init; }

    public required string Verdict { get; init; }

    public required string Kind { get; init; }

    public required string Duration { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<string> Measurements { get; init; }

    public required string Transcript { get; init; }

    public bool IsOpen { get; init; }

    public static PageCheck Of(CheckResult check) =>
        new()
        {
            Id = check.Id,
            Title = check.Title,
            Reference = check.Reference,
            Promise = check.Promise ?? string.Empty,
            Severity = check.Severity.ToString().ToLowerInvariant(),
            Verdict = RunWords.Of(check.Verdict),
            Kind = PageKind.Of(check.Verdict),
            Duration = Spans.Precise(check.Duration),
            Summary = check.Summary,
            Measurements = [.. check.Measurements.Select(measured => $"{measured.Key} {measured.Value:0.###}")],
            Transcript = string.Join('\n', check.Transcript),
            IsOpen = check.FailsRun,
        };
}
