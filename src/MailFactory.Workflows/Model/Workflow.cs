namespace MailFactory.Workflows.Model;

/// <summary>A workflow of GitHub Actions; see "Workflow syntax for GitHub Actions" in GitHub's documentation.</summary>
public sealed record Workflow
{
    /// <summary>Its name, which is also its file's, without ending.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in one sentence; a comment at the top of the file.</summary>
    public required string Purpose { get; init; }

    /// <summary>What starts it.</summary>
    public required WorkflowTriggers Triggers { get; init; }

    /// <summary>The group of runs of which one runs at a time; a later one waits.</summary>
    public required string ConcurrencyGroup { get; init; }

    /// <summary>Environment variables of all jobs; never secrets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The jobs, in the order in which they are read.</summary>
    public required IReadOnlyList<WorkflowJob> Jobs { get; init; }
}
