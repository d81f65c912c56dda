using MailFactory.Testing.Installs.Diagnosis;

namespace MailFactory.Testing.Installs;

/// <summary>How far an install has come.</summary>
internal sealed record InstallProgress
{
    /// <summary>The current phase's name; "firmware" before the first one.</summary>
    public required string Phase { get; init; }

    /// <summary>Progress of the phase in percent; null when it does not tell.</summary>
    public required int? PhasePercent { get; init; }

    /// <summary>Progress of the whole install in percent, from the phases' weights.</summary>
    public required int OverallPercent { get; init; }

    /// <summary>Time since the watch began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Estimated time to the end; null while there is too little to go on.</summary>
    public required TimeSpan? Remaining { get; init; }

    /// <summary>How it is doing: running, slow or hung; the end has a verdict of its own.</summary>
    public Liveness Liveness { get; init; }

    /// <summary>Why it is not simply running; null when it is.</summary>
    public string? Note { get; init; }

    /// <summary>What has moved in the machine so far.</summary>
    public MachineActivity Activity { get; init; } = new();

    /// <summary>A warning that goes with this report: half of the time is over, or it has become slow; null otherwise.</summary>
    public string? Warning { get; init; }
}
