using MailFactory.Testing.Files;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Qemu.Network;

namespace MailFactory.Testing.IntegrationTests.Releases;

/// <summary>
/// A Debian that boots within a minute under emulation, as a run would leave it: its user, key, password, sudo, identity and
/// traces of the run. Made once from the mirror's packages and kept in the work directory.
/// </summary>
internal sealed record SmallDebian(string Folder)
{
    public const string User = "mailtest";

    private const string Mirror = "http://deb.debian.org/debian";
    private const string Packages =
        "ca-certificates,dbus,iproute2,initramfs-tools,kmod,linux-image-cloud-amd64,openssh-server,procps,sudo,systemd-sysv,udev";

    private const string Finish = """
        set -e
        chroot "$1" useradd -m -s /bin/bash mailtest
        echo mailtest:secret | chroot "$1" chpasswd
        mkdir -m 700 "$1/home/mailtest/.ssh"
        cp "$2.pub" "$1/home/mailtest/.ssh/authorized_keys"
        chroot "$1" chown -R mailtest:mailtest /home/mailtest/.ssh
        echo 'mailtest ALL=(ALL) NOPASSWD:ALL' > "$1/etc/sudoers.d/90-mailtest"
        echo debian-13 > "$1/etc/hostname"
        printf '127.0.0.1 localhost\n127.0.1.1 debian-13.dev.local debian-13\n' > "$1/etc/hosts"
        printf '[Match]\nName=en* eth*\n[Network]\nDHCP=ipv4\n' > "$1/etc/systemd/network/80-dhcp.network"
        chroot "$1" systemctl enable systemd-networkd ssh
        chroot "$1" systemd-machine-id-setup
        echo '/dev/vda / ext4 errors=remount-ro 0 1' > "$1/etc/fstab"
        mkdir -p "$1/var/log/installer" "$1/var/log/journal"
        cp "$2.pub" "$1/var/log/installer/preseed.log"
        cp "$1"/boot/vmlinuz-* "$3/kernel"
        cp "$1"/boot/initrd.img-* "$3/initrd"
        """;

    private static readonly SemaphoreSlim _making = new(1);

    public string Disk => Path.Combine(Folder, "disk.qcow2");

    public string Key => Path.Combine(Folder, "id_ed25519");

    public static async Task<SmallDebian> GetAsync(CancellationToken cancellationToken)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "a root file system with owners needs root");
        Tools.Require("mmdebstrap", "mke2fs", "qemu-img", MachineSpec.Program, "xorriso", "ssh-keygen");
        var folder = Path.Combine(Repository.PathOf("vms", "rootfs"), $"release-{Digest.OfText(Packages + Finish)[..12]}");
        await _making.WaitAsync(cancellationToken);
        try
        {
            if (!Directory.Exists(folder))
            {
                await MakeAsync($"{folder}.{Environment.ProcessId}.partial", cancellationToken);
                Directory.Move($"{folder}.{Environment.ProcessId}.partial", folder);
            }

            return new SmallDebian(folder);
        }
        finally
        {
            _making.Release();
        }
    }

    /// <summary>A machine with this system's kernel on a disk that came from it.</summary>
    public MachineSpec Machine(string name, string disk, string folder, int sshPort) =>
        new()
        {
            Name = name,
            Accelerator = Accelerator.Tcg,
            MemoryMiB = 512,
            Cpus = 1,
            Disks = [new DiskDrive(disk)],
            Boot = new KernelBoot
            {
                Kernel = Path.Combine(Folder, "kernel"),
                Initrd = Path.Combine(Folder, "initrd"),
                CommandLine = "root=/dev/vda rw console=ttyS0",
            },
            Forwards = [new PortForward(sshPort, 22)],
            Serial = new SerialPort(Path.Combine(folder, $"{name}.serial.log")),
            LogPath = Path.Combine(folder, $"{name}.log"),
        };

    private static async Task MakeAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var system = new SmallDebian(folder);
        await SshKeyPair.CreateAsync(system.Key, User, cancellationToken);
        var (tree, raw, finish) = (Path.Combine(folder, "tree"), Path.Combine(folder, "disk.raw"), Path.Combine(folder, "finish.sh"));
        await File.WriteAllTextAsync(finish, Finish, cancellationToken);
        await RunAsync(
            "mmdebstrap",
            [
                "--quiet",
                "--variant=minbase",
                $"--include={Packages}",
                $"--customize-hook=sh {finish} \"$1\" {system.Key} {folder}",
                "trixie",
                tree,
                Mirror,
            ],
            cancellationToken
        );
        await RunAsync("truncate", ["-s", "3G", raw], cancellationToken);
        await RunAsync("mke2fs", ["-q", "-t", "ext4", "-d", tree, raw], cancellationToken);
        await RunAsync("qemu-img", ["convert", "-f", "raw", "-O", "qcow2", raw, system.Disk], cancellationToken);
        File.Delete(raw);
        Directory.Delete(tree, recursive: true);
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken) =>
        (
            await ToolRunner.RunAsync(ToolCommand.Create(program, arguments) with { Timeout = TimeSpan.FromMinutes(15) }, cancellationToken)
        ).EnsureSuccess();
}
