namespace MailFactory.Workflows.Model;

/// <summary>A step of a job.</summary>
public abstract record WorkflowStep
{
    /// <summary>What it does, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The name by which later steps read its outputs; null when none does.</summary>
    public string? Id { get; init; }

    /// <summary>An expression that says whether it runs; null for "when those before it went well".</summary>
    public string? Condition { get; init; }

    /// <summary>The most minutes it may take; null for as many as the job has.</summary>
    public int? TimeoutMinutes { get; init; }
}
