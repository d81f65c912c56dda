using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Qemu.Network;

namespace MailFactory.Testing.Tests.Qemu;

public sealed class MachineSpecTests
{
    private static readonly MachineSpec _least = new()
    {
        Name = "debian-13",
        Accelerator = Accelerator.Tcg,
        MemoryMiB = 2048,
        Cpus = 2,
        Serial = new SerialPort("/vm/serial.log"),
        LogPath = "/vm/qemu.log",
    };

    [Fact]
    public void The_least_machine_has_no_disk_and_a_network_without_forwards() =>
        Assert.Equal(
            [
                "-name",
                "debian-13",
                "-M",
                "q35",
                "-accel",
                "tcg,thread=multi,tb-size=512",
                "-cpu",
                "max,la57=off,erms=off",
                "-m",
                "2048",
                "-smp",
                "2",
                "-nodefaults",
                "-display",
                "none",
                "-vga",
                "std",
                "-rtc",
                "base=utc",
                "-device",
                "virtio-rng-pci",
                "-device",
                "pvpanic-pci",
                "-nic",
                "user,id=net0,model=virtio-net-pci,ipv6=off,restrict=on",
                "-chardev",
                "file,id=serial0,path=/vm/serial.log",
                "-serial",
                "chardev:serial0",
                "-no-reboot",
                "-S",
                "-qmp",
                "unix:/q/qmp,server=on,wait=off",
            ],
            _least.ToCommand("/q/qmp").Arguments
        );

    [Fact]
    public void An_installing_machine_boots_a_kernel_and_records_both_serial_ports() =>
        Assert.Equal(
            [
                "-name",
                "debian-13",
                "-M",
                "q35",
                "-accel",
                "kvm",
                "-cpu",
                "host",
                "-m",
                "2048",
                "-smp",
                "2",
                "-nodefaults",
                "-display",
                "none",
                "-vga",
                "std",
                "-rtc",
                "base=utc",
                "-device",
                "virtio-rng-pci",
                "-device",
                "pvpanic-pci",
                "-drive",
                "file=/vm/disk.qcow2,if=virtio,format=qcow2,cache=unsafe,discard=unmap,detect-zeroes=unmap",
                "-drive",
                "file=/vm/seed.iso,media=cdrom,format=raw,readonly=on",
                "-nic",
                "user,id=net0,model=virtio-net-pci,ipv6=off,restrict=off",
                "-chardev",
                "socket,id=gate-out,path=/q/gate-out,server=on,wait=off",
                "-chardev",
                "socket,id=gate-in,path=/q/gate-in,server=on,wait=off",
                "-chardev",
                "socket,id=gate-back,path=/q/gate-back,server=on,wait=off",
                "-chardev",
                "ringbuf,id=gate-shut,size=4096",
                "-object",
                "filter-redirector,id=allowed,netdev=net0,queue=rx,indev=gate-in",
                "-object",
                "filter-redirector,id=shut,netdev=net0,queue=rx,outdev=gate-shut",
                "-object",
                "filter-redirector,id=gate,netdev=net0,queue=rx,outdev=gate-out",
                "-object",
                "filter-redirector,id=refused,netdev=net0,queue=tx,indev=gate-back",
                "-chardev",
                "file,id=serial0,path=/vm/serial.log",
                "-serial",
                "chardev:serial0",
                "-chardev",
                "file,id=serial1,path=/vm/syslog.log",
                "-serial",
                "chardev:serial1",
                "-kernel",
                "/vm/linux",
                "-initrd",
                "/vm/initrd",
                "-append",
                "auto=true console=ttyS0",
                "-no-reboot",
                "-S",
                "-qmp",
                "unix:/q/qmp,server=on,wait=off",
            ],
            (
                _least with
                {
                    Accelerator = Accelerator.Kvm,
                    Disks = [new DiskDrive("/vm/disk.qcow2")],
                    CdRoms = [new CdRomDrive("/vm/seed.iso")],
                    Reach = new GuestReach(),
                    MoreSerials = [new SerialPort("/vm/syslog.log")],
                    Boot = new KernelBoot
                    {
                        Kernel = "/vm/linux",
                        Initrd = "/vm/initrd",
                        CommandLine = "auto=true console=ttyS0",
                    },
                }
            ).ToCommand("/q/qmp").Arguments
        );

    [Fact]
    public void A_seed_is_a_disk_that_comes_after_the_first_and_is_never_written_to()
    {
        var arguments = (_least with { Disks = [new DiskDrive("/vm/disk.qcow2")], Seed = new SeedDrive("/vm/a,b.iso") })
            .ToCommand("/q")
            .Arguments;
        Assert.Equal(
            [
                "file=/vm/disk.qcow2,if=virtio,format=qcow2,cache=unsafe,discard=unmap,detect-zeroes=unmap",
                "file=/vm/a,,b.iso,if=virtio,format=raw,readonly=on",
            ],
            arguments.Zip(arguments.Skip(1)).Where(pair => pair.First == "-drive").Select(pair => pair.Second)
        );
    }

    [Fact]
    public void Ports_are_forwarded_on_the_loopback_address_only()
    {
        var arguments = (_least with { Forwards = [new PortForward(2201, 22), new PortForward(2202, 25)] }).ToCommand("/q").Arguments;
        Assert.Contains(
            "user,id=net0,model=virtio-net-pci,ipv6=off,restrict=on,hostfwd=tcp:127.0.0.1:2201-:22,hostfwd=tcp:127.0.0.1:2202-:25",
            arguments
        );
    }

    [Fact]
    public void A_machine_for_tests_may_reboot_and_start_from_a_snapshot()
    {
        var arguments = (_least with { EndsOnReboot = false, Snapshot = "ready" }).ToCommand("/q").Arguments;
        Assert.DoesNotContain("-no-reboot", arguments);
        Assert.Equal("ready", arguments[arguments.ToList().IndexOf("-loadvm") + 1]);
    }

    [Fact]
    public void A_machine_that_goes_on_from_saved_memory_waits_for_it_and_knows_that_it_is_another_life()
    {
        var life = new Guid("01234567-89ab-cdef-0123-456789abcdef");
        var spec = _least with { Memory = new SavedMemory("/vm/memory", 1, "abc"), Generation = life };
        var arguments = spec.ToCommand("/q").Arguments;
        Assert.Equal("defer", arguments[arguments.ToList().IndexOf("-incoming") + 1]);
        Assert.Contains("vmgenid,guid=01234567-89ab-cdef-0123-456789abcdef", arguments);
        Assert.DoesNotContain("vmgenid", string.Join(' ', _least.ToCommand("/q").Arguments), StringComparison.Ordinal);
    }

    [Fact]
    public void A_uefi_machine_shares_the_code_and_owns_its_variables()
    {
        var arguments = (_least with { Firmware = new Firmware("/fw/code.fd", "/vm/a,b.qcow2") }).ToCommand("/q").Arguments;
        Assert.Contains("if=pflash,unit=0,format=raw,readonly=on,file=/fw/code.fd", arguments);
        Assert.Contains("if=pflash,unit=1,format=qcow2,file=/vm/a,,b.qcow2", arguments);
    }

    [Fact]
    public void A_host_without_uefi_firmware_is_told_what_to_install()
    {
        var error = Assert.Throws<MachineException>(() => FirmwareFiles.Find([new("/nowhere/code.fd", "/nowhere/vars.fd")]));
        Assert.Contains("install ovmf", error.Message, StringComparison.Ordinal);
        Assert.Contains("/nowhere/code.fd", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comma_in_a_path_is_doubled_so_that_it_does_not_start_an_option() =>
        Assert.Contains(
            "file=/vms/a,,b/disk.qcow2,if=virtio",
            new DiskDrive("/vms/a,b/disk.qcow2").Arguments.Last(),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_console_is_named_by_a_device_whose_path_may_hold_a_comma() =>
        Assert.Contains(
            "file,id=serial0,path=/vms/a,,b/serial.log",
            (_least with { Serial = new SerialPort("/vms/a,b/serial.log") }).ToCommand("/q/qmp").Arguments
        );

    [Fact]
    public void A_folder_for_temporary_files_that_is_missing_or_too_long_for_sockets_is_named()
    {
        Assert.Null(SocketFolder.Problem("/tmp/"));
        Assert.Contains("/nowhere is not a folder", SocketFolder.Problem("/nowhere"), StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        var deep = Directory.CreateDirectory(folder.PathOf(new string('x', 100))).FullName;
        Assert.Contains("set TMPDIR to a shorter one", SocketFolder.Problem(deep), StringComparison.Ordinal);
    }

    [Fact]
    public void Free_ports_are_all_different()
    {
        var forwards = HostPorts.Forward(22, 25, 143, 993);
        Assert.Equal([22, 25, 143, 993], forwards.Select(forward => forward.GuestPort));
        Assert.Equal(4, forwards.Select(forward => forward.HostPort).Distinct().Count());
    }
}
