namespace MailFactory.Testing.Qemu;

/// <summary>How a machine ended.</summary>
internal sealed record MachineExit
{
    /// <summary>The reason of a guest that powered itself off.</summary>
    public const string GuestShutdown = "guest-shutdown";

    /// <summary>The reason of a guest that rebooted, where a reboot ends the machine.</summary>
    public const string GuestReset = "guest-reset";

    /// <summary>The reason of a guest whose kernel panicked and said so.</summary>
    public const string GuestPanic = "guest-panic";

    /// <summary>QEMU's exit code; proves nothing by itself, it is 0 for a reboot too.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The reason of the last SHUTDOWN event (QEMU's qapi/run-state.json); null when there was none.</summary>
    public required string? ShutdownReason { get; init; }

    /// <summary>Whether we had to end QEMU with SIGKILL.</summary>
    public bool WasKilled { get; init; }
}
