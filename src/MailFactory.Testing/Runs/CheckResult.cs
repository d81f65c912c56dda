namespace MailFactory.Testing.Runs;

/// <summary>What one conformance check found, with its evidence.</summary>
public sealed record CheckResult
{
    /// <summary>The check's identifier, such as <c>SMTP-01</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The check in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Where the rule comes from, such as an RFC with its section; empty in results of before there was one.</summary>
    public string Reference { get; init; } = string.Empty;

    /// <summary>What this project's own servers promise beyond the rule; null when there is nothing, and in older results.</summary>
    public string? Promise { get; init; }

    /// <summary>How much a failure matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How it ended.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Where the known issue is dealt with that explains its failure; null when it is news, or did not fail.</summary>
    public string? Known { get; init; }

    /// <summary>One sentence: what was observed, or why the verdict is what it is.</summary>
    public required string Summary { get; init; }

    /// <summary>How long the check took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The wire log and other evidence, secrets masked, one entry per line.</summary>
    public IReadOnlyList<string> Transcript { get; init; } = [];

    /// <summary>Named measurements with their unit in the name, such as <c>latency_p95_ms</c>.</summary>
    public IReadOnlyDictionary<string, double> Measurements { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether this result fails the run: a failed or broken check of at least major severity.</summary>
    public bool FailsRun => Verdict is Verdict.Failed or Verdict.Error && Severity >= Severity.Major;
}
