namespace MailFactory.Workflows.Model;

/// <summary>A step that uses a public action.</summary>
public sealed record ActionStep : WorkflowStep
{
    /// <summary>The action.</summary>
    public required PinnedAction Action { get; init; }

    /// <summary>The part of the action's repository, such as <c>restore</c> of actions/cache; null for its root.</summary>
    public string? Part { get; init; }

    /// <summary>Its inputs.</summary>
    public IReadOnlyDictionary<string, string> With { get; init; } = new Dictionary<string, string>();
}
