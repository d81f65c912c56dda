namespace MailFactory.Workflows.Model;

/// <summary>
/// A step that runs a script with bash. The script holds no expression of GitHub's: what comes from outside reaches it by
/// its environment, so that it can never become code ("Security hardening for GitHub Actions", script injections).
/// </summary>
public sealed record RunStep : WorkflowStep
{
    /// <summary>The script.</summary>
    public required string Script { get; init; }

    /// <summary>Its environment variables, the only place for secrets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
