namespace MailFactory.Testing.Runs;

/// <summary>The run that a distro's part of a merged report comes from.</summary>
public sealed record RunOrigin
{
    /// <summary>The run's identifier; runs of two hosts may have the same.</summary>
    public required string RunId { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The folder it was found in, as it was given.</summary>
    public required string Folder { get; init; }

    /// <summary>The version of the tool that ran, with its commit; null when the report does not say.</summary>
    public string? Tool { get; init; }

    /// <summary>Its host; null when the report does not say.</summary>
    public RunHost? Host { get; init; }

    /// <summary>
    /// Older results of the same distro that were among the folders and do not count, the newest first, each as run and folder.
    /// </summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];
}
