namespace MailFactory.Workflows.Model;

/// <summary>A job: steps on one runner.</summary>
public sealed record WorkflowJob
{
    /// <summary>The name by which others need it.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people read.</summary>
    public required string Name { get; init; }

    /// <summary>The jobs that come first.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>An expression that says whether it runs; null for "when those before it went well".</summary>
    public string? Condition { get; init; }

    /// <summary>The runner's label, or an expression that comes to labels.</summary>
    public required string RunsOn { get; init; }

    /// <summary>The most minutes it may take: a number, or an expression that comes to one.</summary>
    public required string TimeoutMinutes { get; init; }

    /// <summary>The environment it runs in, whose rules it has to satisfy first, such as a person's approval; null for none.</summary>
    public string? Environment { get; init; }

    /// <summary>What its token may do: nothing when empty, and what the workflow says, <c>contents: read</c>, when null.</summary>
    public IReadOnlyDictionary<string, string>? Permissions { get; init; }

    /// <summary>Values of which each makes a job of its own; null for one job.</summary>
    public WorkflowMatrix? Matrix { get; init; }

    /// <summary>What later jobs can read of it.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary>The steps.</summary>
    public required IReadOnlyList<WorkflowStep> Steps { get; init; }
}
