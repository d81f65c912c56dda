namespace MailFactory.Testing.Runs;

/// <summary>How QEMU runs the guest's instructions.</summary>
internal enum AcceleratorKind
{
    /// <summary>On the host's processor, through /dev/kvm.</summary>
    Kvm,

    /// <summary>Translated in software; works everywhere, several times slower.</summary>
    Tcg,
}
