using MailFactory.Testing.Installs.Diagnosis;

namespace MailFactory.Testing.Installs;

/// <summary>How an install ended, with the evidence.</summary>
internal sealed record InstallOutcome
{
    /// <summary>
    /// Whether it completed: our nonce came over serial and the guest powered itself off. What is wrong is null then.
    /// </summary>
    public bool IsCompleted => Failure is null;

    /// <summary>What is wrong; null when the install completed.</summary>
    public required InstallFinding? Failure { get; init; }

    /// <summary>The phases it went through.</summary>
    public required IReadOnlyList<PhaseRecord> Phases { get; init; }

    /// <summary>Time from the start of the watch to the verdict.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The last lines on serial, at most 30.</summary>
    public required IReadOnlyList<string> LastLines { get; init; }

    /// <summary>A PNG of the screen at the verdict; null when the machine had ended or the install completed.</summary>
    public required string? Screenshot { get; init; }

    /// <summary>What had moved in the machine when the verdict came; null when it had ended by itself.</summary>
    public MachineActivity? Activity { get; init; }

    /// <summary>The verdict in a word.</summary>
    public Liveness Liveness => Failure?.Liveness ?? Liveness.Finished;
}
