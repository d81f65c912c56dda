using System.Text.Json.Serialization;

namespace MailFactory.Testing.Runs;

/// <summary>Everything a run found out; what reports are made of.</summary>
public sealed record RunResult
{
    /// <summary>The version of the schema that this tool writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the report's schema; reports of older tools have none and are of the first.</summary>
    public int SchemaVersion { get; init; } = CurrentSchema;

    /// <summary>
    /// The run's identifier: its start as <c>yyyyMMdd-HHmmss</c> in UTC; of several runs merged, that of the newest with <c>-merged</c>.
    /// </summary>
    public required string RunId { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The distros asked for, in order.</summary>
    public required IReadOnlyList<string> Distros { get; init; }

    /// <summary>The proven accelerator with its speed, such as <c>tcg (qemu 7.2, x0.04 of KVM)</c>.</summary>
    public required string Accelerator { get; init; }

    /// <summary>The stages of all distros, in the order in which they ended.</summary>
    public required IReadOnlyList<StageResult> Stages { get; init; }

    /// <summary>What the run could take of its host; null when it is not known, as for several hosts together.</summary>
    public RunHost? Host { get; init; }

    /// <summary>What is known about each distro beside its stages; empty in reports of older versions.</summary>
    public IReadOnlyList<DistroFacts> Facts { get; init; } = [];

    /// <summary>
    /// The version of the tool that ran, with its commit; null in reports of older versions and where several runs are merged.
    /// </summary>
    public string? Tool { get; init; }

    /// <summary>
    /// What keeps the report from being whole; each makes the run fail at least as <see cref="FailureClass.Infrastructure"/>.
    /// </summary>
    public IReadOnlyList<RunProblem> Problems { get; init; } = [];

    /// <summary>Whether something failed and known issues explain all of it.</summary>
    [JsonIgnore]
    public bool HasOnlyKnownFailures =>
        Problems.Count == 0
        && Stages.Any(stage => stage.FailureClass != FailureClass.None)
        && Stages.All(stage => stage.FailureClass == FailureClass.None || stage.Known is not null);

    /// <summary>
    /// The class of the worst failure: infrastructure hides nothing, so product failures win over it, cancellation over both.
    /// </summary>
    public FailureClass FailureClass
    {
        get
        {
            if (Stages.Any(stage => stage.FailureClass == FailureClass.Cancelled))
            {
                return FailureClass.Cancelled;
            }

            if (Stages.Any(stage => stage.FailureClass == FailureClass.Configuration))
            {
                return FailureClass.Configuration;
            }

            if (Stages.Any(stage => stage.FailureClass == FailureClass.Product))
            {
                return FailureClass.Product;
            }

            return Stages.Any(stage => stage.FailureClass == FailureClass.Infrastructure) || Problems.Count > 0
                ? FailureClass.Infrastructure
                : FailureClass.None;
        }
    }
}
