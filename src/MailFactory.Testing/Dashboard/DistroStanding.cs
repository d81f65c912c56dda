using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Dashboard;

/// <summary>How a distro stands at one moment, in the words of every display.</summary>
internal sealed record DistroStanding
{
    /// <summary>Running, failed or waiting; passed when all its stages are over and none failed.</summary>
    public required ItemStanding Standing { get; init; }

    /// <summary>What is happening, or how it ended, or what it waits for.</summary>
    public required string What { get; init; }

    /// <summary>Progress of the running stage, 0 to 100; null when nothing runs or it is unknown.</summary>
    public double? Percent { get; init; }

    /// <summary>For how long the running stage has been running; empty when nothing runs.</summary>
    public string Elapsed { get; init; } = string.Empty;

    /// <summary>For how long it will; empty when nothing runs or it is unknown.</summary>
    public string Left { get; init; } = string.Empty;

    /// <summary>How a distro stands.</summary>
    /// <param name="distro">The distro.</param>
    /// <param name="status">The run.</param>
    /// <param name="now">The moment.</param>
    public static DistroStanding Of(string distro, RunStatus status, DateTimeOffset now)
    {
        var items = status.State.Items.Where(item => item.Distro == distro).ToList();
        var running = items.FirstOrDefault(item => item.Status == ItemStatus.Running);
        return running is null ? AtRest(items) : AtWork(running, status.ProgressOf(running), now);
    }

    private static DistroStanding AtWork(ItemState item, StageProgressed? progress, DateTimeOffset now)
    {
        var note = progress?.Note is { Length: > 0 } text ? $" ({text})" : string.Empty;
        return new DistroStanding
        {
            Standing = ItemStanding.Running,
            What = $"{progress?.Phase ?? "starting"}{note}",
            Percent = progress?.Percent,
            Elapsed = Spans.Clock(now - (item.Started ?? now)),
            Left = progress?.Remaining is { } left ? Remaining(left - (now - progress.Time)) : string.Empty,
        };
    }

    private static DistroStanding AtRest(List<ItemState> items)
    {
        var failed = items.FirstOrDefault(item => item.Standing() == ItemStanding.Failed);
        var waiting = items.FirstOrDefault(item => item.Status == ItemStatus.Waiting);
        var (standing, what) = (failed, waiting) switch
        {
            ({ } item, _) => (ItemStanding.Failed, $"{RunWords.Of(item.Stage)}: {item.Summary}"),
            (null, { } item) => (ItemStanding.Waiting, $"waits for {RunWords.Of(item.Stage)}"),
            _ => (ItemStanding.Passed, items.LastOrDefault()?.Summary ?? string.Empty),
        };
        return new DistroStanding { Standing = standing, What = what };
    }

    private static string Remaining(TimeSpan left) => left > TimeSpan.Zero ? Spans.Clock(left) : "soon";
}
