using MailFactory.Testing.Qemu.Devices;

namespace MailFactory.Testing.Machines;

/// <summary>A machine that is ready to run its installer; all paths are in its folder.</summary>
internal sealed record PreparedMachine
{
    /// <summary>The name of <see cref="EventsPath"/> in the machine's folder.</summary>
    public const string EventsFile = "installer-events.log";

    /// <summary>The machine's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>How the installer is booted; null when it has run already.</summary>
    public required KernelBoot? Boot { get; init; }

    /// <summary>The install medium, when its installer needs it, and the seed medium, when it takes one.</summary>
    public IReadOnlyList<CdRomDrive> CdRoms { get; init; } = [];

    /// <summary>The word that proves the installer's last step.</summary>
    public required string Nonce { get; init; }

    /// <summary>The SHA-256 digest of each answer file, by its name; they hold secrets of the machine.</summary>
    public IReadOnlyDictionary<string, string> AnswerFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>What a reader should know about the installer's components, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The empty disk.</summary>
    public string DiskPath => Path.Combine(Folder, "disk.qcow2");

    /// <summary>The private SSH key of this run.</summary>
    public string SshKeyPath => Path.Combine(Folder, "id_ed25519");

    /// <summary>The serial console's log.</summary>
    public string SerialPath => Path.Combine(Folder, "serial.log");

    /// <summary>The progress events that the installer posted over HTTP, if it is one that does.</summary>
    public string EventsPath => Path.Combine(Folder, EventsFile);

    /// <summary>The lengths of the installer's packets.</summary>
    public string TrafficPath => Path.Combine(Folder, "network.pcap");

    /// <summary>The installer's own log, from the second serial port.</summary>
    public string InstallerLogPath => Path.Combine(Folder, "installer.log");
}
