using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Runs.State;

/// <summary>
/// A run as it is now: a pure fold over the entries of its journal, so that it can be rebuilt from the file at any time.
/// </summary>
internal sealed record RunState
{
    private const int KeptEvents = 40;

    /// <summary>No run at all.</summary>
    public static RunState None { get; } = new();

    /// <summary>The run's identifier; empty when there is no run.</summary>
    public string RunId { get; init; } = string.Empty;

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>The build that runs it; null when there is no run.</summary>
    public ProcessIdentity? Owner { get; init; }

    /// <summary>The arguments of the build.</summary>
    public string Command { get; init; } = string.Empty;

    /// <summary>The distros, in order.</summary>
    public IReadOnlyList<string> Distros { get; init; } = [];

    /// <summary>The stages, in order.</summary>
    public IReadOnlyList<Stage> Stages { get; init; } = [];

    /// <summary>The proven accelerator; empty while it is being proven.</summary>
    public string Accelerator { get; init; } = string.Empty;

    /// <summary>What the machines may take of the host; empty while that is not known.</summary>
    public string Host { get; init; } = string.Empty;

    /// <summary>Every stage of every distro: by distro, then by stage.</summary>
    public IReadOnlyList<ItemState> Items { get; init; } = [];

    /// <summary>What happened lately, oldest first.</summary>
    public IReadOnlyList<RunEvent> Events { get; init; } = [];

    /// <summary>When the newest entry was written.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>When the run ended; null before, and for ever when its build was killed.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The class of the worst failure; null before the end.</summary>
    public FailureClass? Result { get; init; }

    /// <summary>The state that a journal tells of.</summary>
    public static RunState Of(IEnumerable<JournalEntry> entries) => entries.Aggregate(None, (state, entry) => state.After(entry));

    /// <summary>The item of a stage of a distro; null when it is not part of the run.</summary>
    public ItemState? Item(string distro, Stage stage) => Items.FirstOrDefault(item => item.Distro == distro && item.Stage == stage);

    /// <summary>The state after one more entry.</summary>
    public RunState After(JournalEntry entry)
    {
        var next = entry switch
        {
            RunStarted started => Begin(started),
            RunPlanned planned => this with { Accelerator = planned.Accelerator, Host = planned.Host },
            StageStarted started => With(
                started.Distro,
                started.Stage,
                item => item with { Status = ItemStatus.Running, Started = started.Time }
            ),
            StageProgressed progress => With(progress.Distro, progress.Stage, item => item with { Progress = progress }),
            StageEnded ended => With(ended.Result.Distro, ended.Result.Stage, item => item.With(ended.Result)),
            RunEnded ended => this with { Ended = ended.Time, Result = ended.Result },
            _ => this,
        };
        return next with
        {
            Updated = entry.Time,
            Events = [.. next.Events.TakeLast(KeptEvents - 1), new RunEvent(entry.Time, JournalText.Of(entry))],
        };
    }

    private static RunState Begin(RunStarted started) =>
        None with
        {
            RunId = started.RunId,
            Started = started.Time,
            Owner = started.Owner,
            Command = started.Command,
            Distros = started.Distros,
            Stages = started.Stages,
            Items =
            [
                .. started.Distros.SelectMany(distro => started.Stages.Select(stage => new ItemState { Distro = distro, Stage = stage })),
            ],
        };

    private RunState With(string distro, Stage stage, Func<ItemState, ItemState> change) =>
        this with
        {
            Items = [.. Items.Select(item => item.Distro == distro && item.Stage == stage ? change(item) : item)],
        };
}
