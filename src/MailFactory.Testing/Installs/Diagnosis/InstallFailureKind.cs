namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>Why an install did not complete; each kind has evidence of its own.</summary>
internal enum InstallFailureKind
{
    /// <summary>The installer waits for a person to answer.</summary>
    AskingHuman,

    /// <summary>The installer reports an error.</summary>
    InstallerError,

    /// <summary>The kernel panicked.</summary>
    Panic,

    /// <summary>The host's storage failed under the machine.</summary>
    HostStorage,

    /// <summary>The guest rebooted instead of powering off.</summary>
    Rebooted,

    /// <summary>QEMU ended, but not because the guest powered off.</summary>
    Died,

    /// <summary>The guest powered off without our nonce: the end of the answer file was never reached.</summary>
    NoNonce,

    /// <summary>Nothing moved any more: no serial byte, no disk request, no network byte, no new screen.</summary>
    Stalled,

    /// <summary>Somebody on the host stopped QEMU or paused the guest, and never resumed it.</summary>
    Held,

    /// <summary>QEMU runs but answers no QMP command.</summary>
    Silent,

    /// <summary>The console wrote so much that it can only be an endless loop.</summary>
    Flooded,

    /// <summary>Something still moved, but the time was up.</summary>
    TimedOut,
}
