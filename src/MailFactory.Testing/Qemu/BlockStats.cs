using System.Text.Json;

namespace MailFactory.Testing.Qemu;

/// <summary>What a machine's disks and CD-ROMs have done since it started.</summary>
/// <param name="Requests">Reads, writes and flushes.</param>
/// <param name="BytesRead">Bytes read.</param>
/// <param name="BytesWritten">Bytes written.</param>
internal sealed record BlockStats(long Requests, long BytesRead, long BytesWritten)
{
    /// <summary>Adds up the answer to <c>query-blockstats</c>.</summary>
    internal static BlockStats From(JsonElement answer)
    {
        var stats = answer.EnumerateArray().Select(drive => drive.GetProperty("stats")).ToList();
        return new BlockStats(
            stats.Sum(drive => Number(drive, "rd_operations") + Number(drive, "wr_operations") + Number(drive, "flush_operations")),
            stats.Sum(drive => Number(drive, "rd_bytes")),
            stats.Sum(drive => Number(drive, "wr_bytes"))
        );
    }

    private static long Number(JsonElement drive, string member) => drive.TryGetProperty(member, out var value) ? value.GetInt64() : 0;
}
