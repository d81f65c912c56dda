using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Page;

/// <summary>A stage of a distro as the page shows it.</summary>
internal sealed record PageStage
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Verdict { get; init; }

    public required string Kind { get; init; }

    public required string Duration { get; init; }

    public required string Summary { get; init; }

    public required string FailureClass { get; init; }

    public required IReadOnlyList<PagePhase> Phases { get; init; }

    public required string Evidence { get; init; }

    public required IReadOnlyList<PageFile> Files { get; init; }

    public static PageStage Of(StageResult stage, PageEvidence evidence) =>
        new()
        {
            Id = IdOf(stage),
            Name = RunWords.Of(stage.Stage),
            Verdict = RunWords.Of(stage.Verdict),
            Kind = PageKind.Of(stage.Verdict),
            Duration = stage.Duration > TimeSpan.Zero ? Spans.Precise(stage.Duration) : string.Empty,
            Summary = stage.Summary,
            FailureClass = stage.FailureClass == Runs.FailureClass.None ? string.Empty : RunWords.Class(stage.FailureClass),
            Phases = [.. stage.Phases.Select(phase => PagePhase.Of(phase, stage))],
            Evidence = string.Join('\n', stage.Evidence),
            Files = [.. stage.Files.Select(name => new PageFile(name, evidence.Files.Contains(name) ? EvidenceFile.Link(name) : null))],
        };

    /// <summary>The stage's anchor in the page.</summary>
    public static string IdOf(StageResult stage) => $"{stage.Distro}-{stage.Stage.ToString().ToLowerInvariant()}";
}
