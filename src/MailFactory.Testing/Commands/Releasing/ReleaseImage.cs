using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Releases;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Releasing;

/// <summary>Makes the image of a release from an archive: sanitised on a copy, flattened, and proven by booting it.</summary>
/// <param name="frame">The run.</param>
/// <param name="archives">Where archived disks are.</param>
/// <param name="catalog">The distros.</param>
/// <param name="leases">Who answers for machines.</param>
internal sealed class ReleaseImage(RunFrame frame, ArchiveStore archives, DistroCatalog catalog, LeaseRegistry leases)
{
    private const int SshPort = 22;
    private const string WorkFolder = "work";

    private readonly ReleaseHost _host = new(leases, frame.Time, frame.TimeoutScale);

    /// <summary>
    /// Fills the release's folder from an intact archive; throws <see cref="ReleaseException"/> when the image is not fit to be released.
    /// </summary>
    public async Task<ReleaseManifest> MakeAsync(ArchiveManifest archive, ReleaseFolder target, CancellationToken cancellationToken)
    {
        var disk = archives.PathOf(archive.DiskFile);
        if (!File.Exists(disk))
        {
            throw new ReleaseException(
                FailureClass.Infrastructure,
                $"{archive.Distro}: there is no image that can be released, and {archive.DiskFile}, of which one could be made, "
                    + "is not in the archive"
            );
        }

        if (await Digest.OfFileAsync(disk, cancellationToken).ConfigureAwait(false) != archive.DiskSha256)
        {
            throw new ReleaseException(
                FailureClass.Infrastructure,
                $"{archive.DiskFile} does not match its manifest; ./build.sh VerifyArchives says more"
            );
        }

        target.Clear();
        var work = Path.Combine(target.Folder, WorkFolder);
        if (Directory.Exists(work))
        {
            Directory.Delete(work, recursive: true);
        }

        Directory.CreateDirectory(work);
        Directory.CreateDirectory(frame.Options.Layout.MachineLogs);
        try
        {
            var worn = await new DiskImage(disk)
                .CreateFineOverlayAsync(Path.Combine(work, "worn.qcow2"), cancellationToken)
                .ConfigureAwait(false);
            Say(archive, "taking the run's keys, passwords and identity off a copy of the archived disk");
            var (spec, access) = await MachineAsync(archive, "sanitise", worn, cancellationToken).ConfigureAwait(false);
            var before = await new ImageSanitiser(_host).SanitiseAsync(spec, access, cancellationToken).ConfigureAwait(false);
            var image = await worn.CompressAsync(target.Image, cancellationToken).ConfigureAwait(false);

            Say(archive, "booting the sanitised image as its next owner would");
            var copy = await image.CreateOverlayAsync(Path.Combine(work, "copy.qcow2"), cancellationToken).ConfigureAwait(false);
            (spec, access) = await MachineAsync(archive, "prove", copy, cancellationToken).ConfigureAwait(false);
            var proof = await new ImageProver(_host).ProveAsync(spec, access, before, work, cancellationToken).ConfigureAwait(false);
            Say(archive, $"proven: {string.Join(", ", proof.Statements)}");
            return await target
                .FillAsync((parts, joined) => Describe(archive, proof, parts, joined), ImageParts.DefaultBytes, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private async Task<(MachineSpec Spec, SshAccess Access)> MachineAsync(
        ArchiveManifest archive,
        string purpose,
        DiskImage disk,
        CancellationToken cancellationToken
    )
    {
        var distro = catalog.Select([archive.Distro])[0];
        var name = $"{purpose}_{archive.Distro}";
        var serial = Path.Combine(frame.Options.Layout.MachineLogs, $"{name}.serial.log");
        var asInstalled = frame with
        {
            Options = frame.Options with { Firmware = FirmwareNames.In(archive.Inputs, frame.Options.Firmware) },
        };
        var spec = await MachineSpecs.CreateAsync(asInstalled, distro, name, disk.Path, serial, cancellationToken).ConfigureAwait(false);
        var forwards = HostPorts.Forward(SshPort);
        var access = new SshAccess
        {
            Port = forwards[0].HostPort,
            User = archive.User,
            PrivateKeyPath = archives.PathOf(archive.SshKeyFile),
            HostKey = archive.SshHostKey,
        };

        // There is little to do for a second CPU, and under QEMU 7.2's TCG a guest kernel that patches its own code while another
        // CPU runs it can panic ("Oops: int3").
        return (spec with { Forwards = forwards, Cpus = 1 }, access);
    }

    private ReleaseManifest Describe(ArchiveManifest archive, ImageProof proof, IReadOnlyList<string> parts, ReleaseAsset image) =>
        new()
        {
            Distro = archive.Distro,
            ImageSha256 = image.Sha256,
            ImageBytes = image.Bytes,
            Parts = parts,
            Sanitised = frame.Time.GetUtcNow(),
            Proof = proof.Statements,
            BootSeconds = Math.Round(proof.BootTime.TotalSeconds, 1),
            User = archive.User,
            SeedLabel = RestoreScript.SeedLabel,
            Archive = archive,
        };

    private void Say(ArchiveManifest archive, string sentence)
    {
        frame.Log.Information("{Distro}: {Sentence}", archive.Distro, sentence);
        frame.View.Say($"{archive.Distro}: {sentence}");
    }
}
