using System.Globalization;

namespace MailFactory.Testing.Processes;

/// <summary>The few fields of <c>/proc/PID/stat</c> that tell processes apart (proc(5)).</summary>
/// <param name="Pid">The process id.</param>
/// <param name="IsZombie">Whether it has ended and only waits to be collected.</param>
/// <param name="IsStopped">Whether a signal (SIGSTOP) or a debugger holds it.</param>
/// <param name="Session">The id of its session.</param>
/// <param name="StartTicks">When it started, in clock ticks since boot.</param>
internal sealed record ProcessStat(int Pid, bool IsZombie, bool IsStopped, int Session, long StartTicks)
{
    /// <summary>Reads one process; null when there is none.</summary>
    public static ProcessStat? Read(int pid)
    {
        try
        {
            return Parse(File.ReadAllText($"/proc/{pid}/stat"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Reads all processes; those that end meanwhile are left out.</summary>
    public static IEnumerable<ProcessStat> ReadAll() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(folder =>
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? Read(pid) : null
            )
            .OfType<ProcessStat>();

    /// <summary>Parses the one line of the file. The program's name, in brackets, may itself hold spaces and brackets.</summary>
    public static ProcessStat Parse(string line)
    {
        var name = line.LastIndexOf(')');
        var fields = line[(name + 2)..].Split(' ');
        return new ProcessStat(
            int.Parse(line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture),
            fields[0] is "Z" or "X",
            fields[0] is "T" or "t",
            int.Parse(fields[3], CultureInfo.InvariantCulture),
            long.Parse(fields[19], CultureInfo.InvariantCulture)
        );
    }
}
