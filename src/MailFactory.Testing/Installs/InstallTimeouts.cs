using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Installs;

/// <summary>How long an install may take.</summary>
internal sealed record InstallTimeouts
{
    /// <summary>The whole install; warned of at half time. 90 minutes unless set.</summary>
    public TimeSpan Total { get; init; } = StageRow.Installer;

    /// <summary>
    /// How long nothing at all may move; 10 minutes unless set. Unpacking and initramfs generation are silent for minutes,
    /// but they use the disk.
    /// </summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the machine may be held or QEMU silent; 1 minute unless set. Work that goes on needs neither.</summary>
    public TimeSpan Held { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>These timeouts for a machine that is slower by a factor.</summary>
    public InstallTimeouts ScaledBy(double factor) =>
        new()
        {
            Total = Total * factor,
            Stall = Stall * factor,
            Held = Held * factor,
        };
}
