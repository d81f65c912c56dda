using System.Reflection;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Matrix.Preparing;

/// <summary>Tells an archive's manifest what the disk was made from.</summary>
internal static class Provenance
{
    /// <summary>This tool's version with its commit, as the compiler wrote it.</summary>
    public static string Tool { get; } =
        typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The provenance of a disk that was installed in this run.</summary>
    public static ArchiveProvenance Of(Distro distro, InstalledDisk disk, RunOptions options, string qemuVersion)
    {
        var size = MachineSize.Of(distro, options);
        var (medium, install) = (disk.Prepared.Medium, disk.Record);
        return new ArchiveProvenance
        {
            Medium = new MediumOrigin
            {
                File = Path.GetFileName(medium.FilePath),
                Url = UrlOf(distro, medium, options),
                Sha256 = medium.Sha256,
                Version = medium.Version,
                Trust = medium.Trust.ToString(),
                Proof = medium.Proof,
            },
            AnswerFiles = disk.Prepared.Machine.AnswerFiles,
            MemoryMiB = size.MemoryMiB,
            DiskGiB = size.DiskGiB,
            Cpus = size.Cpus,
            Firmware = FirmwareNames.Of(options.Firmware),
            Qemu = qemuVersion,
            Tool = Tool,
            PhaseSeconds = install.PhaseSeconds,
            BootSeconds = install.BootSeconds,
        };
    }

    // The first directory of the catalogue is where anybody finds the file; which of its mirrors sent it says nothing more.
    private static Uri? UrlOf(Distro distro, Medium medium, RunOptions options)
    {
        if (medium is { Kind: MediumKind.Netboot, Mirror: { } mirror })
        {
            return RunOptions.WithoutPassword(mirror);
        }

        return options.IsoPath is null && distro.Iso?.Download is { } download
            ? new Uri(download.Directories[0], Path.GetFileName(medium.FilePath))
            : null;
    }
}
