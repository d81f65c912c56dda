namespace MailFactory.Workflows.Model;

/// <summary>What starts a workflow.</summary>
public sealed record WorkflowTriggers
{
    /// <summary>A time in cron's syntax, in UTC; null for none.</summary>
    public string? Cron { get; init; }

    /// <summary>Patterns of tags whose push starts it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether a person may start it.</summary>
    public bool IsDispatched { get; init; }

    /// <summary>What that person may say.</summary>
    public IReadOnlyList<WorkflowInput> Inputs { get; init; } = [];
}
