using System.Text.Json;

namespace MailFactory.Testing.Qemu.Disks;

/// <summary>Facts about a disk image, from <c>qemu-img info</c>.</summary>
internal sealed record DiskImageInfo
{
    /// <summary>The size the guest sees, in bytes.</summary>
    public required long VirtualBytes { get; init; }

    /// <summary>The space taken on the host, in bytes.</summary>
    public required long ActualBytes { get; init; }

    /// <summary>The image this one is an overlay of; null when it stands alone.</summary>
    public required string? BackingFile { get; init; }

    /// <summary>How compressed clusters are packed: <c>zlib</c> or <c>zstd</c>.</summary>
    public required string? CompressionType { get; init; }

    /// <summary>Names of the snapshots inside.</summary>
    public required IReadOnlyList<string> Snapshots { get; init; }

    /// <summary>Reads the JSON that qemu-img prints.</summary>
    internal static DiskImageInfo From(JsonElement info) =>
        new()
        {
            VirtualBytes = info.GetProperty("virtual-size").GetInt64(),
            ActualBytes = info.GetProperty("actual-size").GetInt64(),
            BackingFile = info.TryGetProperty("full-backing-filename", out var backing) ? backing.GetString() : null,
            CompressionType =
                info.TryGetProperty("format-specific", out var format)
                && format.TryGetProperty("data", out var data)
                && data.TryGetProperty("compression-type", out var type)
                    ? type.GetString()
                    : null,
            Snapshots = info.TryGetProperty("snapshots", out var snapshots)
                ? [.. snapshots.EnumerateArray().Select(snapshot => snapshot.GetProperty("name").GetString()!)]
                : [],
        };
}
