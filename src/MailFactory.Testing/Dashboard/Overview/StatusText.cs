using System.Globalization;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Dashboard.Sampling;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Dashboard.Overview;

/// <summary>The overview as text.</summary>
internal static class StatusText
{
    /// <summary>A line about the run, then a table for each part; what is told of media is part of the processes.</summary>
    public static string Of(StatusOverview status, DateTimeOffset now)
    {
        if (status.Started is null)
        {
            return RunReading.NoRun;
        }

        var pid = status.Pid is { } number && status.IsRunning ? $", pid {number}" : string.Empty;
        string?[] parts =
        [
            status.Problem,
            $"run {status.RunId}: {status.Standing}{pid}, {Spans.Clock((status.Ended ?? now) - status.Started.Value)} since its "
                + $"start: {status.Command}",
            Items("processes", status.Processes, now),
            Machines(status.Vms),
            status.Processes is null ? Items("isos", status.Isos, now) : null,
            Tests(status.Tests, now),
        ];
        return string.Join('\n', parts.Where(part => part is not null));
    }

    private static string? Items(string title, IReadOnlyList<ItemState>? items, DateTimeOffset now) =>
        items is null ? null : Table(title, ["process", "state", "for", "what"], items.Select(item => Row(item, now)));

    private static string? Machines(IReadOnlyList<ProcessSample>? machines) =>
        machines is null
            ? null
            : Table(
                "vms",
                ["machine", "pid", "RAM", "CPU", "read/s", "write/s"],
                machines.Select(machine =>
                    (string[])
                        [
                            machine.Name,
                            machine.Pid.ToString(CultureInfo.InvariantCulture),
                            Sizes.Narrow(machine.MemoryMiB),
                            string.Create(CultureInfo.InvariantCulture, $"{machine.CpuPercent:0}%"),
                            Sizes.NarrowRate(machine.ReadRate),
                            Sizes.NarrowRate(machine.WriteRate),
                        ]
                )
            );

    private static string? Tests(IReadOnlyList<ItemState>? tests, DateTimeOffset now) =>
        tests is null
            ? null
            : Table(
                "tests",
                ["process", "state", "for", "what"],
                tests.SelectMany(item =>
                    (IEnumerable<string[]>)
                        [
                            Row(item, now),
                            .. (item.Checks?.Others ?? []).Select(other => (string[])[string.Empty, string.Empty, string.Empty, other]),
                        ]
                )
            );

    private static string[] Row(ItemState item, DateTimeOffset now) =>
        item.Status switch
        {
            ItemStatus.Waiting => [item.Process, "waiting", string.Empty, string.Empty],
            ItemStatus.Running =>
            [
                item.Process,
                "running",
                Spans.Clock(now - (item.Started ?? now)),
                item.Progress is { } progress ? JournalText.Progress(progress) : string.Empty,
            ],
            _ =>
            [
                item.Process,
                item.Verdict is { } verdict ? RunWords.Of(verdict) : string.Empty,
                Spans.Clock(item.Duration ?? default),
                item.Summary ?? string.Empty,
            ],
        };

    private static string Table(string title, string[] heads, IEnumerable<string[]> rows)
    {
        var all = rows.Select(row => row.Select(text => text.ReplaceLineEndings(" ")).ToArray()).ToList();
        return $"\n{title}\n"
            + (all.Count == 0 ? "  none" : string.Join('\n', TextColumns.Lay(heads, all).Split('\n').Select(line => $"  {line}")));
    }
}
