namespace MailFactory.Testing.Media.Installers;

/// <summary>The installer's kernel and initrd, taken out of a medium.</summary>
/// <param name="Kernel">The kernel's file.</param>
/// <param name="Initrd">The initrd's file.</param>
internal sealed record InstallerFiles(string Kernel, string Initrd)
{
    /// <summary>The ISO's volume identifier as it is written in the ISO; null for other media.</summary>
    public string? VolumeId { get; init; }
}
