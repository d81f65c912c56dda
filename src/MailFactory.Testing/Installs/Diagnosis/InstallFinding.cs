using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>What is wrong with an install, found in its evidence.</summary>
internal sealed record InstallFinding
{
    /// <summary>The kind of failure.</summary>
    public required InstallFailureKind Kind { get; init; }

    /// <summary>The cause in one sentence.</summary>
    public required string Cause { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Remedy { get; init; }

    /// <summary>Whose fault it is; the distro's or its answer file's unless set.</summary>
    public FailureClass FailureClass { get; init; } = FailureClass.Product;

    /// <summary>What kind of verdict it is.</summary>
    public Liveness Liveness =>
        Kind switch
        {
            InstallFailureKind.AskingHuman => Liveness.AskingHuman,
            InstallFailureKind.Stalled or InstallFailureKind.Held or InstallFailureKind.Silent => Liveness.Hung,
            InstallFailureKind.TimedOut => Liveness.Slow,
            _ => Liveness.Crashed,
        };
}
