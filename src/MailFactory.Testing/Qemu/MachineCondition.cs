namespace MailFactory.Testing.Qemu;

/// <summary>What QEMU and its process say of a machine, whatever the guest does.</summary>
internal enum MachineCondition
{
    /// <summary>The guest runs.</summary>
    Running,

    /// <summary>The guest is paused; somebody said <c>stop</c>.</summary>
    Paused,

    /// <summary>The guest is paused because the host's storage failed.</summary>
    StorageFailed,

    /// <summary>The accelerator gave up on the guest (<c>internal-error</c>).</summary>
    InternalError,

    /// <summary>The guest's kernel reported a panic through the pvpanic device.</summary>
    Panicked,

    /// <summary>The guest has powered itself off or is about to.</summary>
    ShutDown,

    /// <summary>QEMU's process is held by a signal (SIGSTOP) or a debugger.</summary>
    Held,

    /// <summary>QEMU runs but does not answer QMP.</summary>
    Silent,

    /// <summary>QEMU has ended.</summary>
    Gone,
}
