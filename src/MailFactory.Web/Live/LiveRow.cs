using System.Globalization;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Dashboard.Sampling;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Web.Live;

/// <summary>A distro in the matrix.</summary>
internal sealed record LiveRow
{
    public required string Distro { get; init; }

    public required IReadOnlyList<LiveCell> Cells { get; init; }

    /// <summary>What is happening, or how it ended, or what it waits for.</summary>
    public required string What { get; init; }

    public required string Kind { get; init; }

    /// <summary>Progress of the running stage, 0 to 100; null when nothing runs or it is unknown.</summary>
    public required string? Percent { get; init; }

    public required string Elapsed { get; init; }

    public required string Left { get; init; }

    public required string Memory { get; init; }

    public required string Cpu { get; init; }

    public required string Disk { get; init; }

    /// <summary>The row of a distro.</summary>
    public static LiveRow Of(string distro, RunStatus status, IReadOnlyList<ProcessSample> processes, DateTimeOffset now)
    {
        var standing = DistroStanding.Of(distro, status, now);
        var process = ProcessSample.Of(distro, processes);
        return new LiveRow
        {
            Distro = distro,
            Cells = [.. status.State.Stages.Select(stage => LiveCell.Of(status.State.Item(distro, stage)))],
            What = standing.What,
            Kind = KindOf(standing.Standing),
            Percent = standing.Percent?.ToString("0", CultureInfo.InvariantCulture),
            Elapsed = standing.Elapsed,
            Left = standing.Left,
            Memory = process is null ? string.Empty : Sizes.Narrow(process.MemoryMiB),
            Cpu = process?.CpuPercent.ToString("0'%'", CultureInfo.InvariantCulture) ?? string.Empty,
            Disk = process is null ? string.Empty : $"{Sizes.NarrowRate(process.ReadRate)} / {Sizes.NarrowRate(process.WriteRate)}",
        };
    }

    private static string KindOf(ItemStanding standing) =>
        standing switch
        {
            ItemStanding.Running => "running",
            ItemStanding.Failed => "failed",
            ItemStanding.Waiting => "skipped",
            _ => "passed",
        };
}
