using MailFactory.Testing.Amounts;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>Compresses the installed disk into the archive.</summary>
/// <param name="frame">The run.</param>
/// <param name="archives">Where the disk goes.</param>
/// <param name="qemuVersion">The version of QEMU that it was installed in.</param>
internal sealed class ArchiveStage(RunFrame frame, ArchiveStore archives, string qemuVersion) : StageWork<InstalledDisk>
{
    public override Stage Stage => Stage.Archive;

    protected override StageOutcome? Earlier(StageProduct product) =>
        product is ArchivedDisk { Manifest: var found } ? StageOutcome.Reused($"{found.DiskFile} is there and intact") : null;

    protected override async Task<StageOutcome> RunAsync(Distro distro, InstalledDisk from, CancellationToken cancellationToken)
    {
        var (medium, key, machine) = from.Prepared;
        var install = from.Record;
        frame.Progress(distro, Stage).Report("compressing");
        var disk = archives.DiskPath(distro.Id, key);
        Directory.CreateDirectory(Path.GetDirectoryName(disk)!);
        var installed = await new DiskImage(machine.DiskPath).InfoAsync(cancellationToken).ConfigureAwait(false);
        await CompressAsync(machine.DiskPath, disk, cancellationToken).ConfigureAwait(false);
        var sshKey = Path.ChangeExtension(disk, ".id_ed25519");
        await AtomicFile
            .WriteSecretAsync(
                sshKey,
                await File.ReadAllTextAsync(machine.SshKeyPath, cancellationToken).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);

        var archive = new ArchiveManifest
        {
            Distro = distro.Id,
            Key = key.Value,
            Inputs = key.Inputs,
            DiskFile = Path.GetFileName(disk),
            DiskSha256 = await Digest.OfFileAsync(disk, cancellationToken).ConfigureAwait(false),
            DiskBytes = new FileInfo(disk).Length,
            SshKeyFile = Path.GetFileName(sshKey),
            SshHostKey = install.HostKey,
            User = MachineUser.Name,
            Installed = install.Ended,
            InstallSeconds = install.Seconds,
            Accelerator = install.Accelerator,
            Trust = medium.Trust.ToString(),
            OsName = install.OsName,
            Packages = install.Packages,
            InstalledBytes = installed.ActualBytes,
            Provenance = Provenance.Of(distro, from, frame.Options, qemuVersion),
        };
        await archives.AddAsync(archive, cancellationToken).ConfigureAwait(false);
        return StageOutcome.Passed(
            $"{archive.DiskFile}, {Sizes.Megabytes(archive.DiskBytes)} of {Sizes.Megabytes(installed.ActualBytes)}, "
                + $"{archive.Packages.Count} packages"
        ) with
        {
            Product = new ArchivedDisk(medium, archive),
            Evidence =
            [
                $"sha256 {archive.DiskSha256}",
                $"{Sizes.Megabytes(installed.ActualBytes)} on the installed and trimmed disk of {Sizes.TenthsOfGigabytes(installed.VirtualBytes)}, "
                    + $"{Sizes.Megabytes(archive.DiskBytes)} in the archive",
            ],
            Files = [frame.Relative(disk)],
        };
    }

    private static async Task CompressAsync(string from, string to, CancellationToken cancellationToken)
    {
        var partial = to + ".partial";
        await new DiskImage(from).CompressAsync(partial, cancellationToken).ConfigureAwait(false);
        File.Move(partial, to, overwrite: true);
    }
}
