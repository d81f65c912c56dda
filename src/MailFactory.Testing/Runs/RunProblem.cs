namespace MailFactory.Testing.Runs;

/// <summary>What keeps a report from being whole, such as a result that did not arrive.</summary>
public sealed record RunProblem
{
    /// <summary>The distro whose result is missing; null when the problem is not of one distro.</summary>
    public string? Distro { get; init; }

    /// <summary>One sentence: what was found where, and what was expected.</summary>
    public required string Summary { get; init; }
}
