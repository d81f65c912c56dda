namespace MailFactory.Testing.Runs;

/// <summary>A part of a stage that was timed by itself, such as the partitioning in an install.</summary>
public sealed record StagePhase
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it lasted; for the last one, until the stage's verdict.</summary>
    public required TimeSpan Duration { get; init; }
}
