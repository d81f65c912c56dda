namespace MailFactory.Testing.Runs;

/// <summary>What starts a machine.</summary>
internal enum FirmwareKind
{
    /// <summary>The BIOS of old.</summary>
    Bios,

    /// <summary>UEFI.</summary>
    Uefi,
}
