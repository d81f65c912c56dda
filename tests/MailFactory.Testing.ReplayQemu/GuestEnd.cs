namespace MailFactory.Testing.ReplayQemu;

/// <summary>How a replayed guest ends.</summary>
internal enum GuestEnd
{
    /// <summary>It powers off after its last line.</summary>
    PowerOff,

    /// <summary>It reboots, which ends a machine started with -no-reboot.</summary>
    Reboot,

    /// <summary>It says no more and does no more, for ever.</summary>
    Hang,

    /// <summary>QEMU itself dies.</summary>
    Die,

    /// <summary>QEMU pauses it because the host's disk is full.</summary>
    HostDiskFull,

    /// <summary>It runs, with SSH, until somebody ends it.</summary>
    Run,
}
