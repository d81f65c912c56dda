using Nuke.Common.Execution;

namespace Nuke.Common.Output;

/// <summary>The table of targets with their statuses and durations at the end of a run.</summary>
internal static class SummaryTable
{
    private const int StatusWidth = 10;
    private const int DurationWidth = 10;

    public static void Write(BuildConsole console, IReadOnlyCollection<ExecutableTarget> plan)
    {
        var rows = plan.Where(x => x.Status != ExecutionStatus.Collective).ToList();
        var nameWidth = Math.Max(rows.Select(x => x.Name.Length + 4).DefaultIfEmpty().Max(), 19);
        var width = nameWidth + StatusWidth + DurationWidth;

        console.WriteLine();
        console.WriteLine(new string('═', width));
        console.WriteLine($"{"Target".PadRight(nameWidth)}{"Status", -StatusWidth}{"Duration", DurationWidth}");
        console.WriteLine(new string('─', width));
        foreach (var row in rows)
        {
            console.WriteLine(
                $"{row.Name.PadRight(nameWidth)}{row.Status, -StatusWidth}{Time(row), DurationWidth}{Remarks(row)}".TrimEnd(),
                StyleOf(row.Status)
            );
        }

        console.WriteLine(new string('─', width));
        var total = rows.Aggregate(TimeSpan.Zero, (sum, x) => sum + x.Duration);
        console.WriteLine($"{"Total".PadRight(nameWidth + StatusWidth)}{Readable(total), DurationWidth}");
        console.WriteLine(new string('═', width));
    }

    /// <summary>Milliseconds below a second, else minutes and seconds.</summary>
    public static string Readable(TimeSpan duration) =>
        duration < TimeSpan.FromSeconds(1) ? $"{(int)duration.TotalMilliseconds}ms" : $"{(int)duration.TotalMinutes}:{duration.Seconds:00}";

    /// <summary>Why a target was skipped and what it reported, or an empty string.</summary>
    private static string Remarks(ExecutableTarget target)
    {
        var remarks = target.SummaryInformation.Select(x => $"{x.Key}: {x.Value}").ToList();
        if (target.Skipped is not null)
        {
            remarks.Insert(0, $"Skipped: {target.Skipped}");
        }

        if (target.OnlyWhen is not null)
        {
            remarks.Insert(0, $"only when {target.OnlyWhen}");
        }

        return remarks.Count == 0 ? string.Empty : "   // " + string.Join(", ", remarks);
    }

    private static string Time(ExecutableTarget target) =>
        target.Status is ExecutionStatus.Skipped or ExecutionStatus.NotRun or ExecutionStatus.Scheduled
            ? string.Empty
            : Readable(target.Duration);

    private static string StyleOf(ExecutionStatus status) =>
        status switch
        {
            ExecutionStatus.Succeeded => Style.Good,
            ExecutionStatus.Failed or ExecutionStatus.Aborted => Style.Bad,
            ExecutionStatus.NotRun => Style.Warning,
            _ => Style.Plain,
        };
}
