using System.Text.RegularExpressions;
using MailFactory.Testing.Qemu.Accelerators;

namespace MailFactory.Testing.ReplayQemu;

/// <summary>QEMU's arguments, as far as a replay needs them.</summary>
/// <param name="arguments">The arguments as they came.</param>
internal sealed partial class MachineArguments(IReadOnlyList<string> arguments)
{
    /// <summary>Whether only the version is asked for.</summary>
    public bool IsVersion => arguments.Contains("--version");

    /// <summary>The exit code of the accelerator's canary when that is what should boot; null otherwise.</summary>
    public int? CanaryExitCode =>
        After("-device").Any(device => device.StartsWith("isa-debug-exit", StringComparison.Ordinal)) ? CanaryBootSector.ExitCode : null;

    /// <summary>The machine's name, such as <c>vm_install_rocky-9</c>.</summary>
    public string Name => After("-name").Single();

    /// <summary>The QMP socket.</summary>
    public string QmpSocket => SocketPath().Match(After("-qmp").Single()).Groups[1].Value.Replace(",,", ",", StringComparison.Ordinal);

    /// <summary>The recorded serial ports, the first being the console.</summary>
    public IReadOnlyList<string> SerialPaths => [.. CharacterDevices("file")];

    /// <summary>The sockets of the gate in the guest's way out; none when it has no way out.</summary>
    public IReadOnlyList<string> GateSockets => [.. CharacterDevices("socket")];

    /// <summary>The first writable disk.</summary>
    public string DiskPath => Drives("if=virtio").First();

    /// <summary>The CD-ROMs.</summary>
    public IReadOnlyList<string> CdRomPaths => [.. Drives("media=cdrom")];

    /// <summary>The seed medium of a cloud image; null when there is none.</summary>
    public string? SeedPath => Drives("if=virtio").Skip(1).SingleOrDefault();

    /// <summary>The initrd, when a kernel is booted directly.</summary>
    public string? InitrdPath => After("-initrd").SingleOrDefault();

    /// <summary>The port on 127.0.0.1 that leads to the guest's SSH; null when none does.</summary>
    public int? SshPort =>
        After("-nic").Select(nic => SshForward().Match(nic)).FirstOrDefault(match => match.Success) is { } match
            ? int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private IEnumerable<string> After(string option) =>
        arguments.Zip(arguments.Skip(1)).Where(pair => pair.First == option).Select(pair => pair.Second);

    private IEnumerable<string> Drives(string kind) =>
        After("-drive")
            .Where(drive => drive.Contains(kind, StringComparison.Ordinal))
            .Select(drive => FilePath().Match(drive).Groups[1].Value.Replace(",,", ",", StringComparison.Ordinal));

    private IEnumerable<string> CharacterDevices(string kind) =>
        After("-chardev")
            .Where(device => device.StartsWith($"{kind},", StringComparison.Ordinal))
            .Select(device => DevicePath().Match(device).Groups[1].Value.Replace(",,", ",", StringComparison.Ordinal));

    [GeneratedRegex("path=((?:[^,]|,,)+)")]
    private static partial Regex DevicePath();

    [GeneratedRegex("^unix:((?:[^,]|,,)+)")]
    private static partial Regex SocketPath();

    [GeneratedRegex("file=((?:[^,]|,,)+)")]
    private static partial Regex FilePath();

    [GeneratedRegex(@"hostfwd=tcp:127\.0\.0\.1:(\d+)-:22\b")]
    private static partial Regex SshForward();
}
