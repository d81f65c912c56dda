using System.Text.Json.Serialization;

namespace MailFactory.Testing.Machines.Warm;

/// <summary>
/// A machine at one moment: its memory, its disk's differences to the disk that it was started on, and what has to be the same when it
/// goes on. It names no file: where its files are follows from what it is.
/// </summary>
internal sealed record SavedState
{
    /// <summary>The distro's identifier.</summary>
    public required string Distro { get; init; }

    /// <summary>How far the machine had come.</summary>
    public required StatePoint Point { get; init; }

    /// <summary>The key of everything that led to it.</summary>
    public required string Key { get; init; }

    /// <summary>The inputs behind the key.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    /// <summary>The SSH host key that the machine had, as known_hosts has it.</summary>
    public required string HostKey { get; init; }

    /// <summary>What the machine said of its network, as <see cref="GuestNetwork"/> asks for it.</summary>
    public required string Network { get; init; }

    /// <summary>When it was saved.</summary>
    public required DateTimeOffset Saved { get; init; }

    /// <summary>How long it had taken to come that far from power-on, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The mail server; null when there is none yet.</summary>
    public SavedServer? Server { get; init; }

    /// <summary>The memory's file.</summary>
    public StateFile Memory { get; init; } = new(0, string.Empty);

    /// <summary>The disk's file.</summary>
    public StateFile Disk { get; init; } = new(0, string.Empty);

    /// <summary>What its files take on disk.</summary>
    [JsonIgnore]
    public long Bytes => Memory.Bytes + Disk.Bytes;

    /// <summary>What it is, for people.</summary>
    public override string ToString() =>
        Point == StatePoint.Booted
            ? $"the machine as it had booted on {Saved:yyyy-MM-dd} at {Saved:HH:mm} UTC"
            : $"the machine as its mail server was set up on {Saved:yyyy-MM-dd} at {Saved:HH:mm} UTC";
}
