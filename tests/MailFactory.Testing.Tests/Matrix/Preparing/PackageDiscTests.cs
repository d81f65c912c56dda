using MailFactory.Testing.Distros;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Media;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Qemu.Devices;

namespace MailFactory.Testing.Tests.Matrix.Preparing;

public sealed class PackageDiscTests
{
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));
    private static readonly Distro _redHat = _catalog.Distros.Single(distro => distro.Id == "rhel-9");

    [Fact]
    public void Only_Red_Hats_disc_serves_the_installed_system() =>
        Assert.Equal(
            ["rhel-9"],
            _catalog.Distros.Where(distro => PackageDisc.Of(distro, Medium(distro, MediumKind.Iso)) is not null).Select(distro => distro.Id)
        );

    [Fact]
    public void The_verified_medium_lies_in_the_drive_and_the_disk_boots_first()
    {
        var disc = PackageDisc.Of(_redHat, Medium(_redHat, MediumKind.Iso));
        var machine = new MachineSpec
        {
            Name = "mail-test",
            Accelerator = Accelerator.Kvm,
            MemoryMiB = 1024,
            Cpus = 1,
            Disks = [new DiskDrive("/vm/disk.qcow2")],
            Serial = new SerialPort("/vm/serial.log"),
            LogPath = "/vm/qemu.log",
        }.With(Assert.IsType<CdRomDrive>(disc));
        var arguments = machine.ToCommand("/q").Arguments;
        Assert.Contains("file=/isos/medium,media=cdrom,format=raw,readonly=on", arguments);
        Assert.Contains("virtio-blk-pci,drive=first,bootindex=0", arguments);
        Assert.Contains("file=/vm/disk.qcow2,if=none,id=first,format=qcow2,cache=unsafe,discard=unmap,detect-zeroes=unmap", arguments);
    }

    [Fact]
    public void Without_an_ISO_there_is_no_disc()
    {
        Assert.Null(PackageDisc.Of(_redHat, proven: null));
        Assert.Null(PackageDisc.Of(_redHat, Medium(_redHat, MediumKind.Netboot)));
    }

    private static Medium Medium(Distro distro, MediumKind kind) =>
        new()
        {
            DistroId = distro.Id,
            Kind = kind,
            FilePath = "/isos/medium",
            Sha256 = "00",
            Version = "1",
            Trust = TrustLevel.Pinned,
            Proof = "a test",
        };
}
