using MailFactory.Testing.Amounts;
using MailFactory.Testing.Archives;
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
internal sealed class ArchiveStage(RunFrame frame, ArchiveStore archives, string qemuVersion) : StageWork
{
    public override Stage Stage => Stage.Archive;

    public override bool IsDone(DistroRun run) => run.ArchiveIfAny is not null;

    public override async Task<StageOutcome> RunAsync(DistroRun run, CancellationToken cancellationToken)
    {
        if (run.ArchiveIfAny is { } found)
        {
            return StageOutcome.Reused($"{found.DiskFile} is there and intact");
        }

        var (machine, install, key) = (run.Machine, run.Install, run.Key);
        frame.Progress(run, Stage).Report("compressing");
        var disk = archives.DiskPath(run.Distro.Id, key);
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

        run.Archive = new ArchiveManifest
        {
            Distro = run.Distro.Id,
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
            Trust = run.Medium.Trust.ToString(),
            OsName = install.OsName,
            Packages = install.Packages,
            InstalledBytes = installed.ActualBytes,
            Provenance = Provenance.Of(run, frame.Options, qemuVersion),
        };
        await archives.AddAsync(run.Archive, cancellationToken).ConfigureAwait(false);
        return StageOutcome.Passed(
            $"{run.Archive.DiskFile}, {Sizes.Megabytes(run.Archive.DiskBytes)} of {Sizes.Megabytes(installed.ActualBytes)}, "
                + $"{run.Archive.Packages.Count} packages"
        ) with
        {
            Evidence =
            [
                $"sha256 {run.Archive.DiskSha256}",
                $"{Sizes.Megabytes(installed.ActualBytes)} on the installed and trimmed disk of {Sizes.TenthsOfGigabytes(installed.VirtualBytes)}, "
                    + $"{Sizes.Megabytes(run.Archive.DiskBytes)} in the archive",
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
