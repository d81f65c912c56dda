using System.Globalization;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Dashboard.Sampling;
using MailFactory.Testing.Runs;

namespace MailFactory.Web.Live;

/// <summary>All that the pages show of a run at one moment.</summary>
internal sealed record LivePage
{
    private const int EventsShown = 25;

    public required bool IsAny { get; init; }

    public required string RunId { get; init; }

    public required string Command { get; init; }

    public required string Standing { get; init; }

    public required string Kind { get; init; }

    public required bool IsRunning { get; init; }

    public required string Elapsed { get; init; }

    public required string Counts { get; init; }

    public required string Host { get; init; }

    public required string Problem { get; init; }

    public required IReadOnlyList<string> Stages { get; init; }

    public required IReadOnlyList<LiveRow> Rows { get; init; }

    /// <summary>What happened last, the newest first.</summary>
    public required IReadOnlyList<LiveEvent> Events { get; init; }

    /// <summary>The path of the run's report below this site; null while there is none.</summary>
    public required string? Report { get; init; }

    /// <summary>Puts together what was read.</summary>
    public static LivePage Of(
        RunReading reading,
        HostSample? host,
        IReadOnlyList<ProcessSample> processes,
        DateTimeOffset now,
        string? report
    )
    {
        var state = reading.Status.State;
        return new LivePage
        {
            IsAny = reading.IsAny,
            RunId = state.RunId,
            Command = state.Command,
            Standing = reading.Standing,
            Kind = KindOf(reading),
            IsRunning = reading.IsGoingOn,
            Elapsed = reading.IsAny ? Spans.Clock(reading.Elapsed(now)) : string.Empty,
            Counts = CountsOf(reading),
            Host = HostOf(host, state.Accelerator),
            Problem = reading.Problem ?? string.Empty,
            Stages = [.. state.Stages.Select(stage => StageRow.Of(stage).Name)],
            Rows = [.. state.Distros.Select(distro => LiveRow.Of(distro, reading.Status, processes, now))],
            Events =
            [
                .. state
                    .Events.TakeLast(EventsShown)
                    .Reverse()
                    .Select(happened => new LiveEvent($"{happened.Time.ToOffset(now.Offset):HH:mm:ss}", happened.Text)),
            ],
            Report = report,
        };
    }

    private static string KindOf(RunReading reading) =>
        reading switch
        {
            { IsAny: false } => "skipped",
            { IsGoingOn: true } => "running",
            { Status.State.Result: FailureClass.None } => "passed",
            _ => "failed",
        };

    private static string CountsOf(RunReading reading)
    {
        var done = $"{reading.Over} of {reading.Status.State.Items.Count} done";
        return reading.Failed > 0 ? $"{done}, {reading.Failed} failed" : done;
    }

    private static string HostOf(HostSample? host, string accelerator)
    {
        string?[] parts =
        [
            host?.CpuPercent is { } busy ? string.Create(CultureInfo.InvariantCulture, $"CPU {busy:0}% of {host.Cpus}") : null,
            host?.AvailableMemoryMiB is { } free ? $"RAM {Sizes.Narrow(free)} free" : null,
            host?.FreeDiskGiB is { } space ? string.Create(CultureInfo.InvariantCulture, $"disk {Sizes.Gibibytes(space)} free") : null,
            accelerator.Length > 0 ? accelerator : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}
