using MailFactory.Testing.Archives;
using MailFactory.Testing.Guests;

namespace MailFactory.Testing.Machines;

/// <summary>Whose machine is kept, what its disk came from, and how to log in.</summary>
/// <param name="Distro">The distro's identifier.</param>
/// <param name="Disk">The name of the archived disk, or the full path of any other.</param>
/// <param name="Access">How to log in.</param>
internal sealed record KeptLogin(string Distro, string Disk, SshAccess Access)
{
    /// <summary>How much slower than usual the machine is; 1 unless set.</summary>
    public double Slowness { get; init; } = 1;

    /// <summary>The login of a machine on an archived disk.</summary>
    public static KeptLogin Of(ArchiveManifest archive, SshAccess access) => new(archive.Distro, archive.DiskFile, access);
}
