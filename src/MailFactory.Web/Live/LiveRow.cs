using System.Globalization;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Dashboard.Sampling;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Web.Live;

/// <summary>A distro in the matrix.</summary>
internal sealed record LiveRow
{
    public required string Distro { get; init; }

    public required IReadOnlyList<LiveCell> Cells { get; init; }

    /// <summary>What goes on, or how it ended, or what it waits for.</summary>
    public required string What { get; init; }

    public required string Kind { get; init; }

    /// <summary>Progress of the running stage, 0 to 100; null when nothing runs or nobody knows.</summary>
    public required string? Percent { get; init; }

    public required string Elapsed { get; init; }

    public required string Left { get; init; }

    public required string Memory { get; init; }

    public required string Cpu { get; init; }

    public required string Disk { get; init; }

    /// <summary>The row of a distro.</summary>
    public static LiveRow Of(string distro, RunStatus status, IReadOnlyList<ProcessSample> processes, DateTimeOffset now)
    {
        var items = status.State.Items.Where(item => item.Distro == distro).ToList();
        var running = items.FirstOrDefault(item => item.Status == ItemStatus.Running);
        var progress = running is null ? null : status.ProgressOf(running);
        var process = processes.FirstOrDefault(process => process.Name.EndsWith($"_{distro}", StringComparison.Ordinal));
        var (what, kind) = running is null ? Standing(items) : ($"{progress?.Phase ?? "starting"}{Note(progress)}", "running");
        return new LiveRow
        {
            Distro = distro,
            Cells = [.. status.State.Stages.Select(stage => LiveCell.Of(status.State.Item(distro, stage)))],
            What = what,
            Kind = kind,
            Percent = progress?.Percent?.ToString("0", CultureInfo.InvariantCulture),
            Elapsed = running is null ? string.Empty : Spans.Clock(now - (running.Started ?? now)),
            Left = progress?.Remaining is { } left ? Remaining(left - (now - progress.Time)) : string.Empty,
            Memory = process is null ? string.Empty : Sizes.Narrow(process.MemoryMiB),
            Cpu = process?.CpuPercent.ToString("0'%'", CultureInfo.InvariantCulture) ?? string.Empty,
            Disk = process is null ? string.Empty : $"{Sizes.NarrowRate(process.ReadRate)} / {Sizes.NarrowRate(process.WriteRate)}",
        };
    }

    private static string Note(StageProgressed? progress) => progress?.Note is { Length: > 0 } note ? $" ({note})" : string.Empty;

    private static string Remaining(TimeSpan left) => left > TimeSpan.Zero ? Spans.Clock(left) : "soon";

    private static (string What, string Kind) Standing(List<ItemState> items)
    {
        var failed = items.FirstOrDefault(item => item.Standing() == ItemStanding.Failed);
        var waiting = items.FirstOrDefault(item => item.Status == ItemStatus.Waiting);
        return (failed, waiting) switch
        {
            ({ } item, _) => ($"{item.Stage}: {item.Summary}", "failed"),
            (null, { } item) => ($"waits for {item.Stage}", "skipped"),
            _ => (items.LastOrDefault()?.Summary ?? string.Empty, "passed"),
        };
    }
}
