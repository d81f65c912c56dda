using MailFactory.Testing.Files;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Machines.Warm;

/// <summary>Everything that has to be the same for a machine to go on from a saved state.</summary>
internal static class StateKey
{
    /// <summary>
    /// Stands for what this project's code does with a state. It is raised by hand when states of before must not be used any more.
    /// </summary>
    public const string Format = "2";

    /// <summary>The name of the input that tells one mail server from another.</summary>
    public const string Server = "mail server";

    /// <summary>The inputs of a machine that has booted.</summary>
    /// <param name="spec">The machine as it is wanted.</param>
    /// <param name="disk">The disk that its own is an overlay of, and its digest.</param>
    /// <param name="diskBytes">The size of the overlay; the disk's own when null.</param>
    /// <param name="user">Who logs in.</param>
    /// <param name="qemuVersion">What QEMU says of its version, the packager's part included.</param>
    /// <param name="cpuInfo">The text of /proc/cpuinfo.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<InputKey> OfAsync(
        MachineSpec spec,
        (string Path, string Sha256) disk,
        long? diskBytes,
        string user,
        string qemuVersion,
        string cpuInfo,
        CancellationToken cancellationToken
    ) =>
        new(
            new Dictionary<string, string>
            {
                ["format"] = Format,
                ["disk"] = $"{disk.Sha256} {Path.GetFullPath(disk.Path)}",
                ["disk's size"] = $"{diskBytes}",
                ["machine"] = Machine(spec),
                ["discs"] = string.Join(' ', spec.CdRoms.Select(disc => Disc(disc.Path))),
                ["firmware"] = spec.Firmware is { } firmware
                    ? await Digest.OfFileAsync(firmware.CodePath, cancellationToken).ConfigureAwait(false)
                    : string.Empty,
                ["user"] = user,
                ["QEMU"] = qemuVersion,
                ["host"] = $"{Processor(cpuInfo)}, Linux {Environment.OSVersion.Version}",
            }
        );

    /// <summary>The inputs of a machine with a mail server.</summary>
    public static InputKey WithServer(this InputKey booted, string server) =>
        new(new Dictionary<string, string>(booted.Inputs) { [Server] = server });

    // The command line without what is another in each run and nothing to the guest: names, paths and ports of the host.
    private static string Machine(MachineSpec spec) =>
        (
            spec with
            {
                Name = "machine",
                Disks = [.. spec.Disks.Select((disk, number) => disk with { Path = $"disk{number}" })],
                CdRoms = [.. spec.CdRoms.Select((_, number) => new CdRomDrive($"disc{number}"))],
                Seed = spec.Seed is null ? null : new SeedDrive("seed"),
                Serial = new SerialPort("serial"),
                Firmware = spec.Firmware is null ? null : new Firmware("code", "variables"),
                Forwards = [],
                Memory = null,
                Generation = spec.Generation is null ? null : Guid.Empty,
            }
        )
            .ToCommand("/qmp")
            .ToString();

    // A medium is gigabytes, and was verified already: its name, size and time tell whether it is another file.
    private static string Disc(string path)
    {
        var file = new FileInfo(path);
        return $"{file.FullName} {(file.Exists ? file.Length : 0)} {file.LastWriteTimeUtc.Ticks}";
    }

    // What is different on each core and from moment to moment is left out.
    private static string Processor(string cpuInfo) =>
        Digest.OfText(
            string.Join(
                '\n',
                cpuInfo
                    .Split('\n')
                    .Where(line =>
                        line.StartsWith("model name", StringComparison.Ordinal)
                        || line.StartsWith("flags", StringComparison.Ordinal)
                        || line.StartsWith("microcode", StringComparison.Ordinal)
                    )
                    .Distinct(StringComparer.Ordinal)
            )
        )[..16];
}
