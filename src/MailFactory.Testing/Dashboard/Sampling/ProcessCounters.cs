using System.Globalization;

namespace MailFactory.Testing.Dashboard.Sampling;

/// <summary>The counters of one process, from <c>/proc/PID/stat</c> and <c>/proc/PID/io</c> (proc(5)).</summary>
/// <param name="CpuTicks">User and system time in clock ticks.</param>
/// <param name="ResidentPages">Resident memory in pages.</param>
/// <param name="ReadBytes">Bytes fetched from disk; null when not allowed to know.</param>
/// <param name="WrittenBytes">Bytes sent to disk; null when not allowed to know.</param>
internal sealed record ProcessCounters(long CpuTicks, long ResidentPages, long? ReadBytes, long? WrittenBytes)
{
    /// <summary>Reads a process; null when it has ended.</summary>
    public static ProcessCounters? Read(int pid)
    {
        try
        {
            return Parse(File.ReadAllText($"/proc/{pid}/stat"), Io(pid));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Parses both files; the second may be empty. The program's name, in brackets, may itself hold spaces and brackets.</summary>
    public static ProcessCounters Parse(string stat, string io)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessCounters(
            Number(fields[11]) + Number(fields[12]),
            Number(fields[21]),
            Counter(io, "read_bytes:"),
            Counter(io, "write_bytes:")
        );
    }

    private static string Io(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/io");
        }
        catch (UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static long? Counter(string io, string name) =>
        io.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? Number(line[name.Length..].Trim())
            : null;

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
