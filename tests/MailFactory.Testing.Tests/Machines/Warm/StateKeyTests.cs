using MailFactory.Testing.Machines.Warm;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Machines.Warm;

public sealed class StateKeyTests
{
    private const string CpuInfo = "processor : 0\nmodel name : Some CPU\ncpu MHz : 2100.1\nflags : fpu avx2\n";

    private static readonly MachineSpec _spec = new()
    {
        Name = "vm_test_debian-13",
        Accelerator = Accelerator.Tcg,
        MemoryMiB = 2048,
        Cpus = 2,
        Disks = [new DiskDrive("/work/vms/debian-13/mail-test.qcow2")],
        Serial = new SerialPort("/work/vms/debian-13/serial.log"),
        LogPath = "/work/vms/logs/one.log",
        Forwards = [new PortForward(2201, 22)],
        Reach = new GuestReach(),
        Generation = Guid.NewGuid(),
    };

    public static TheoryData<string, string> Changes =>
        new()
        {
            { "memory", "machine" },
            { "CPUs", "machine" },
            { "accelerator", "machine" },
            { "a second disk", "machine" },
            { "no generation", "machine" },
            { "no way out", "machine" },
            { "disk", "disk" },
            { "moved disk", "disk" },
            { "size", "disk's size" },
            { "user", "user" },
            { "QEMU", "QEMU" },
            { "processor", "host" },
        };

    [Fact(Timeout = 10_000)]
    public async Task What_is_another_in_each_run_and_nothing_to_the_guest_changes_no_key()
    {
        var other = _spec with
        {
            Name = "another",
            Disks = [new DiskDrive("/tmp/other.qcow2")],
            Serial = new SerialPort("/tmp/serial"),
            LogPath = "/tmp/log",
            Forwards = [new PortForward(2301, 22), new PortForward(2302, 25)],
            Memory = new SavedMemory("/tmp/memory", 1, "abc"),
            Generation = Guid.NewGuid(),
        };
        Assert.Equal((await KeyAsync(_spec)).Value, (await KeyAsync(other)).Value);
        Assert.Equal(
            (await KeyAsync(_spec)).Value,
            (await KeyAsync(_spec, cpuInfo: CpuInfo.Replace("2100.1", "800.0", StringComparison.Ordinal))).Value
        );
    }

    [Theory(Timeout = 10_000)]
    [MemberData(nameof(Changes))]
    public async Task Everything_that_the_memory_knows_changes_it_and_is_named(string change, string input)
    {
        var key = await (
            change switch
            {
                "memory" => KeyAsync(_spec with { MemoryMiB = 2047 }),
                "CPUs" => KeyAsync(_spec with { Cpus = 1 }),
                "accelerator" => KeyAsync(_spec with { Accelerator = Accelerator.Kvm }),
                "a second disk" => KeyAsync(_spec with { Disks = [.. _spec.Disks, new DiskDrive("/tmp/second")] }),
                "no generation" => KeyAsync(_spec with { Generation = null }),
                "no way out" => KeyAsync(_spec with { Reach = null }),
                "disk" => KeyAsync(_spec, disk: "digest2"),
                "moved disk" => KeyAsync(_spec, path: "/elsewhere/disk.qcow2"),
                "size" => KeyAsync(_spec, bytes: 1),
                "user" => KeyAsync(_spec, user: "somebody"),
                "QEMU" => KeyAsync(_spec, qemu: "10.0.2"),
                _ => KeyAsync(_spec, cpuInfo: CpuInfo.Replace("avx2", "avx", StringComparison.Ordinal)),
            }
        );
        Assert.Equal([input], key.DifferencesTo((await KeyAsync(_spec)).Inputs));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_machine_with_a_mail_server_has_a_key_of_its_own()
    {
        var booted = await KeyAsync(_spec);
        var server = booted.WithServer("digest");
        Assert.Equal([StateKey.Server], server.DifferencesTo(booted.Inputs));
        Assert.NotEqual(server.Value, booted.WithServer("another").Value);
    }

    private static Task<InputKey> KeyAsync(
        MachineSpec spec,
        string disk = "digest",
        string path = "/archive/disk.qcow2",
        long? bytes = null,
        string user = "mailtest",
        string qemu = "7.2.22",
        string cpuInfo = CpuInfo
    ) => StateKey.OfAsync(spec, (path, disk), bytes, user, qemu, cpuInfo, TestContext.Current.CancellationToken);
}
