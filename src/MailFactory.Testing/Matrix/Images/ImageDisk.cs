using System.Globalization;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Options;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Matrix.Images;

/// <summary>Makes a disk that a user brought ready to be started on an overlay: its format, its firmware and the way in.</summary>
/// <param name="frame">The run.</param>
internal sealed class ImageDisk(RunFrame frame)
{
    /// <summary>The disk; throws <see cref="RunOptionsException"/> when it is none that can be started.</summary>
    public async Task<TestDisk> PrepareAsync(Distro distro, ImageOptions options, CancellationToken cancellationToken)
    {
        var (image, fault) = await ImageFile.ProbeAsync(options.File, cancellationToken).ConfigureAwait(false);
        if (image is null)
        {
            throw new RunOptionsException($"--image: {fault}");
        }

        var info = await new DiskImage(image.Path).InfoAsync(image.Format, cancellationToken).ConfigureAwait(false);
        var sectors = BootSectors.Of(
            await new DiskImage(image.Path).ReadSectorsAsync(image.Format, BootSectors.Count, cancellationToken).ConfigureAwait(false)
        );
        var (firmware, why) = Firmware(sectors, frame.Options);
        var kind = firmware ?? throw new RunOptionsException($"--image: {image.Path} {why}");
        var digest = await Digest.OfFileAsync(image.Path, cancellationToken).ConfigureAwait(false);
        var disk = new TestDisk
        {
            Name = image.Path,
            Path = image.Path,
            Sha256 = digest,
            Format = image.Format,
            Firmware = kind,
            User = options.User ?? MachineUser.Name,
            SshKeyPath = string.Empty,
            IsForeign = true,
            Facts =
            [
                $"image {image.Path}: {image.Format}, {Sizes.Megabytes(new FileInfo(image.Path).Length)}, sha256 {digest}",
                $"it boots by {FirmwareNames.Of(kind).ToUpperInvariant()}: {why}",
            ],
        };
        disk = await WithAccessAsync(disk, distro, options, info.VirtualBytes, cancellationToken).ConfigureAwait(false);
        disk.Facts.ToList().ForEach(fact => frame.Say(distro, fact));
        return disk;
    }

    /// <summary>
    /// The firmware that was named, else the one that the disk is made for, and why; none when it does not start that way.
    /// </summary>
    internal static (FirmwareKind? Firmware, string Why) Firmware(BootSectors sectors, RunOptions options) =>
        (options.IsFirmwareNamed, options.Firmware, sectors) switch
        {
            (true, FirmwareKind.Uefi, { StartsByUefi: false }) => (
                null,
                "does not boot by UEFI: it has no EFI system partition; --firmware bios may work"
            ),
            (true, FirmwareKind.Bios, { StartsByBios: false }) => (
                null,
                "does not boot by BIOS: there is no code in its first sector; --firmware uefi may work"
            ),
            (true, _, _) => (options.Firmware, "--firmware says so"),
            (false, _, { StartsByBios: true }) => (
                FirmwareKind.Bios,
                "there is code for it in the first sector; --firmware uefi is the other way"
            ),
            (false, _, { StartsByUefi: true }) => (FirmwareKind.Uefi, "there is an EFI system partition and no code for BIOS"),
            _ => (null, "has no boot loader: no code in its first sector and no EFI system partition"),
        };

    private async Task<TestDisk> WithAccessAsync(
        TestDisk disk,
        Distro distro,
        ImageOptions options,
        long bytes,
        CancellationToken cancellationToken
    )
    {
        if (options.SshKey is { } key)
        {
            return disk with { SshKeyPath = Path.GetFullPath(key), Facts = [.. disk.Facts, $"the way in: {disk.User} with the key {key}"] };
        }

        var archives = new ArchiveStore(Path.GetDirectoryName(disk.Path)!);
        var manifest = (await archives.ListAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(manifest =>
            manifest.DiskFile == Path.GetFileName(disk.Path)
        );
        if (manifest is not null && RegularFile.IsThere(archives.PathOf(manifest.SshKeyFile)))
        {
            var archived = TestDisk.Of(manifest, archives, disk.Firmware);
            return archived with
            {
                Name = disk.Name,
                Firmware = frame.Options.IsFirmwareNamed ? disk.Firmware : FirmwareNames.In(manifest.Inputs, disk.Firmware),
                IsForeign = true,
                Facts =
                [
                    .. disk.Facts,
                    $"the way in: {manifest.User} with the key of its archive, made {manifest.Installed:yyyy-MM-dd HH:mm} UTC "
                        + $"of {manifest.Distro}",
                ],
            };
        }

        return await WithSeedAsync(disk, distro, bytes, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TestDisk> WithSeedAsync(TestDisk disk, Distro distro, long bytes, CancellationToken cancellationToken)
    {
        var folder = frame.Options.Layout.Machine(distro.Id);
        var key = await SshKeyPair
            .CreateAsync(Path.Combine(folder, "image.id_ed25519"), disk.User, cancellationToken)
            .ConfigureAwait(false);
        var seed = Path.Combine(folder, "image-seed.iso");
        var instance = string.Create(CultureInfo.InvariantCulture, $"{distro.Id}-{frame.Time.GetUtcNow():yyyyMMddHHmmss}");
        await CloudSeed
            .CreateAsync(seed, CloudSeed.Files(distro.Id, instance, disk.User, key.PublicKey), cancellationToken)
            .ConfigureAwait(false);

        // A vendor's image is as small as can be; cloud-init grows its file system to the disk that it finds.
        var wanted = (long)MachineSize.Of(distro, frame.Options).DiskGiB << 30;
        return disk with
        {
            SshKeyPath = key.PrivateKeyPath,
            SeedPath = seed,
            Bytes = wanted > bytes ? wanted : null,
            Facts = [.. disk.Facts, $"the way in: cloud-init makes the user {disk.User} with this run's key, from a seed medium (NoCloud)"],
        };
    }
}
