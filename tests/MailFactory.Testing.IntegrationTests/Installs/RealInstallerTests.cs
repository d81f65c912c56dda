using MailFactory.Testing.Distros;
using MailFactory.Testing.Installs;
using MailFactory.Testing.Installs.Diagnosis;
using MailFactory.Testing.IntegrationTests.Media.Installers;
using MailFactory.Testing.Matrix.Stages;
using MailFactory.Testing.Media.Installers;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Installs;

/// <summary>Boots Debian's real installer under emulation, with an answer file that ends it in different ways.</summary>
public sealed class RealInstallerTests(InstallerFixture installer) : IDisposable
{
    private const string Nonce = "MAILFACTORY-INSTALL-OK integration";
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-factory-boot-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory(Timeout = 600_000)]
    [InlineData("debian-11")]
    [InlineData("debian-12")]
    [InlineData("debian-13")]
    public async Task The_nonce_and_a_power_off_complete_the_install(string id)
    {
        var outcome = await BootAsync($"echo '{Nonce}' > /dev/console; poweroff -f", distro: InstallerFixture.DistroOf(id));
        Assert.True(outcome.IsCompleted, outcome.Failure?.Cause);
        Assert.Equal(["kernel", "installer"], outcome.Phases.Take(2).Select(phase => phase.Phase));
    }

    [Fact(Timeout = 600_000)]
    public async Task A_reboot_is_not_a_power_off_even_after_the_nonce()
    {
        var outcome = await BootAsync($"echo '{Nonce}' > /dev/console; reboot -f");
        Assert.Equal(InstallFailureKind.Rebooted, outcome.Failure?.Kind);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_failing_command_is_told_with_its_cause_and_a_screenshot()
    {
        var outcome = await BootAsync("false");
        Assert.Equal(InstallFailureKind.InstallerError, outcome.Failure?.Kind);
        Assert.Contains(
            "Execution of preseeded command \"false\" failed with exit code 1",
            outcome.Failure!.Cause,
            StringComparison.Ordinal
        );
        var picture = await File.ReadAllBytesAsync(outcome.Screenshot!, Cancellation);
        Assert.Equal([0x89, 0x50, 0x4e, 0x47], picture[..4]);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_kernel_that_panics_is_told_at_once()
    {
        var outcome = await BootAsync("echo c > /proc/sysrq-trigger");
        Assert.Equal((InstallFailureKind.Panic, Liveness.Crashed), (outcome.Failure?.Kind, outcome.Liveness));
        Assert.Contains("sysrq triggered crash", outcome.Failure!.Cause + string.Join('\n', outcome.LastLines), StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_mirror_that_dies_while_the_installer_uses_it_is_told_as_trouble_of_the_mirror()
    {
        const int Answers = 1;
        using var mirror = new DyingMirror(Answers);
        var outcome = await BootAsync(
            "true",
            reach: new GuestReach { LoopbackPorts = [mirror.Port] },
            preseed: $"""
            d-i debian-installer/locale string en_US.UTF-8
            d-i keyboard-configuration/xkb-keymap select us
            d-i netcfg/choose_interface select auto
            d-i netcfg/get_hostname string dying
            d-i netcfg/get_domain string example.org
            d-i mirror/country string manual
            d-i mirror/protocol string http
            d-i mirror/http/hostname string 10.0.2.2:{mirror.Port}
            d-i mirror/http/directory string /debian
            d-i mirror/http/proxy string
            d-i mirror/suite string trixie

            """
        );
        Assert.Equal(
            (InstallFailureKind.InstallerError, FailureClass.Infrastructure),
            (outcome.Failure?.Kind, outcome.Failure?.FailureClass)
        );
        Assert.Contains("mirror", outcome.Failure!.Cause, StringComparison.OrdinalIgnoreCase);
        Assert.True(mirror.Answered >= Answers, "the installer never asked the mirror");
    }

    [Fact(Timeout = 600_000)]
    public async Task The_installer_boots_under_uefi_firmware_too()
    {
        Assert.SkipUnless(FirmwareFiles.Known.Any(files => File.Exists(files.CodePath)), "no UEFI firmware: install ovmf");
        var firmware = await FirmwareFiles
            .Find(FirmwareFiles.Known)
            .CreateVariablesAsync(Path.Combine(_folder, "variables.qcow2"), Cancellation);
        var outcome = await BootAsync($"[ -d /sys/firmware/efi ] && echo '{Nonce}' > /dev/console; poweroff -f", firmware);
        Assert.True(outcome.IsCompleted, outcome.Failure?.Cause);
    }

    private async Task<InstallOutcome> BootAsync(
        string command,
        Firmware? firmware = null,
        Distro? distro = null,
        string preseed = "",
        GuestReach? reach = null
    )
    {
        distro ??= InstallerFixture.Distro;
        Tools.Require(MachineSpec.Program);
        var files = await MediaStore.ExtractAsync(distro, await installer.MediumAsync(distro, Cancellation), _folder, Cancellation);
        Assert.True(files.IsSuccess, files.Failure?.Reason);
        var initrd = Path.Combine(_folder, "initrd.with-answers.gz");
        await new InitrdAppendix()
            .Add("/preseed.cfg", $"d-i preseed/early_command string {command}\n{preseed}")
            .WriteAsync(files.Value.Initrd, initrd, Cancellation);
        var spec = new MachineSpec
        {
            Name = "installer-test",
            Accelerator = Accelerator.Tcg,
            MemoryMiB = 1024,
            Cpus = 2,
            Firmware = firmware,
            Reach = reach,
            Boot = new KernelBoot
            {
                Kernel = files.Value.Kernel,
                Initrd = initrd,
                CommandLine =
                    "auto=true priority=critical TERM=dumb DEBIAN_FRONTEND=text ipv6.disable=1 norandmaps console=tty0 console=ttyS0,115200n8",
            },
            Serial = new SerialPort(Path.Combine(_folder, "serial.log")),
            LogPath = Path.Combine(_folder, "qemu.log"),
        };
        var outcome = await WatchAsync(spec);
        // As in a run: the emulator, not the installer, was at fault, and hardly ever is twice.
        return InstallFailure.IsWorthAnotherStart(outcome) ? await WatchAsync(spec) : outcome;
    }

    private async Task<InstallOutcome> WatchAsync(MachineSpec spec)
    {
        await using var machine = await Machine.StartAsync(
            spec,
            new LeaseRegistry(Path.Combine(_folder, "pids"), TimeProvider.System),
            TimeProvider.System,
            Cancellation
        );
        var monitor = new InstallMonitor(
            InstallRules.Load(Repository.PathOf("preseeds", "installers"), "debian-installer"),
            new InstallTimeouts { Total = TimeSpan.FromMinutes(9) },
            TimeProvider.System
        );
        return await monitor.WatchAsync(machine, Nonce, _folder, progress: null, Cancellation);
    }
}
