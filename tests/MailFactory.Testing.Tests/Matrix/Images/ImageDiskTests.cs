using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Matrix.Images;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;
using MailFactory.Testing.Scheduling.Durations;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Tests.Matrix.Images;

public sealed class ImageDiskTests
{
    private static readonly RunOptions _options = new()
    {
        Repository = Repository.Root,
        Layout = new WorkLayout("."),
        Image = new ImageOptions { File = "disk" },
    };
    private static readonly BootSectors _both = new()
    {
        IsDisk = true,
        StartsByBios = true,
        StartsByUefi = true,
    };
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    [Fact]
    public void The_firmware_is_what_the_disk_is_made_for_unless_it_is_named()
    {
        Assert.Equal(FirmwareKind.Bios, ImageDisk.Firmware(_both, _options).Firmware);
        Assert.Equal(FirmwareKind.Uefi, ImageDisk.Firmware(_both with { StartsByBios = false }, _options).Firmware);
        Assert.Equal(FirmwareKind.Uefi, ImageDisk.Firmware(_both, Named(FirmwareKind.Uefi)).Firmware);
        Assert.Equal(FirmwareKind.Bios, ImageDisk.Firmware(_both, Named(FirmwareKind.Bios)).Firmware);
    }

    [Fact]
    public void A_disk_that_does_not_start_that_way_is_told_with_the_other_way()
    {
        Assert.Equal(
            (null, "does not boot by BIOS: there is no code in its first sector; --firmware uefi may work"),
            ImageDisk.Firmware(_both with { StartsByBios = false }, Named(FirmwareKind.Bios))
        );
        Assert.Equal(
            (null, "does not boot by UEFI: it has no EFI system partition; --firmware bios may work"),
            ImageDisk.Firmware(_both with { StartsByUefi = false }, Named(FirmwareKind.Uefi))
        );
        Assert.Equal(
            (null, "has no boot loader: no code in its first sector and no EFI system partition"),
            ImageDisk.Firmware(_both with { StartsByBios = false, StartsByUefi = false }, _options)
        );
    }

    [Fact]
    public void Everything_before_the_mail_test_is_needless_but_the_disc_that_serves_packages()
    {
        var debian = _catalog.Select(["debian-12"])[0];
        Stage[] all = [Stage.Download, Stage.Verify, Stage.Create, Stage.Install, Stage.Archive];
        Assert.Equal(all, NeedlessStages.Of(_options, debian));
        Assert.Equal(all, NeedlessStages.Of(_options, _catalog.Select(["rhel-9"])[0]));
        Assert.Equal(
            [Stage.Create, Stage.Install, Stage.Archive],
            NeedlessStages.Of(_options with { IsoPath = "dvd.iso" }, _catalog.Select(["rhel-9"])[0])
        );
        Assert.Empty(NeedlessStages.Of(_options with { Image = null }, debian));
    }

    [Fact]
    public void What_is_needless_takes_no_time_and_nothing_of_the_host()
    {
        var plan = DistroPlan.Of(_catalog.Select(["debian-12"])[0], _options, Enum.GetValues<Stage>(), AcceleratorKind.Tcg);
        var graph = Schedule.Graph([plan], DurationHistory.Load("/nowhere"));
        Assert.All(
            graph.Items.Where(item => item.Id.Stage != Stage.MailTest),
            item => Assert.Equal((new Resources(), TimeSpan.Zero, 0), (item.Needs, item.Expected, item.KeptDiskGiB))
        );
        Assert.True(graph.Items.Single(item => item.Id.Stage == Stage.MailTest).Expected > TimeSpan.Zero);
    }

    [Fact]
    public void A_system_that_is_another_than_the_one_asked_for_is_told()
    {
        var debian = _catalog.Select(["debian-12"])[0];
        Assert.Equal(
            "its system is Debian GNU/Linux 12 (bookworm)",
            ImageGuest.SystemOf(new OsRelease("debian", "12", "Debian GNU/Linux 12 (bookworm)"), debian)
        );
        Assert.Equal(
            "its system is Debian GNU/Linux 11 (bullseye) (debian 11), not debian-12 as --distro says; the mail server is made "
                + "by what the system says",
            ImageGuest.SystemOf(new OsRelease("debian", "11", "Debian GNU/Linux 11 (bullseye)"), debian)
        );
    }

    private static RunOptions Named(FirmwareKind firmware) => _options with { Firmware = firmware, IsFirmwareNamed = true };
}
