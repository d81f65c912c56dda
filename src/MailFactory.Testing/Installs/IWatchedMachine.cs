using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.Installs;

/// <summary>What an install monitor needs to see of a machine; a test stands in for one that stalls for hours.</summary>
internal interface IWatchedMachine
{
    /// <summary>The recorded serial port.</summary>
    string SerialPath { get; }

    /// <summary>Where the installer's own log goes: further recorded serial ports, and what it told over HTTP.</summary>
    IReadOnlyList<string> LogPaths { get; }

    /// <summary>Completes when the machine has ended.</summary>
    Task<MachineExit> Exit { get; }

    /// <summary>The host's complaint about storage; null when there is none.</summary>
    string? StorageError { get; }

    /// <summary>What QEMU and its process say.</summary>
    Task<MachineCondition> ConditionAsync(CancellationToken cancellationToken);

    /// <summary>Disk requests so far; null when the machine cannot be asked any more.</summary>
    Task<long?> DiskRequestsAsync(CancellationToken cancellationToken);

    /// <summary>Bytes on the network so far, in both directions.</summary>
    Task<long> NetworkBytesAsync(CancellationToken cancellationToken);

    /// <summary>Writes the screen to a PNG file; false when the machine cannot be asked any more.</summary>
    Task<bool> ScreenshotAsync(string path, CancellationToken cancellationToken);
}
