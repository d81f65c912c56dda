using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>Where the parts of a merged report were made.</summary>
internal static class RunPlace
{
    /// <summary>Where a distro ran: its host's name, or else the folder of its report; null in the report of a single run.</summary>
    public static string? Of(RunResult run, string distro) =>
        OriginOf(run, distro) is { } origin ? origin.Host?.Name ?? origin.Folder : null;

    /// <summary>The run that a distro's part comes from; null in the report of a single run.</summary>
    public static RunOrigin? OriginOf(RunResult run, string distro) => run.Facts.FirstOrDefault(facts => facts.Distro == distro)?.Origin;

    /// <summary>The facts of distros that come from other runs, in the order of the report.</summary>
    public static IReadOnlyList<DistroFacts> Merged(RunResult run) => [.. run.Facts.Where(facts => facts.Origin is not null)];

    /// <summary>A host in words.</summary>
    public static string Words(RunHost? host)
    {
        if (host is null)
        {
            return "not known";
        }

        var name = host.Name is null ? string.Empty : $"{host.Name}: ";
        var machines = host.Machines switch
        {
            null => string.Empty,
            1 => ", 1 machine at once",
            var most => $", {most} machines at once",
        };
        return $"{name}{host.MemoryMiB} MiB, {host.Cpus} CPUs, {host.DiskGiB} GiB of disk{machines}";
    }
}
