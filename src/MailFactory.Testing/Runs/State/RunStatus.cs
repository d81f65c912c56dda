using System.Text.Json;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Runs.State;

/// <summary>What status.json holds: the state that the journal tells of, and the progress since that was not worth an entry.</summary>
internal sealed record RunStatus
{
    /// <summary>No run at all.</summary>
    public static RunStatus None { get; } = new();

    /// <summary>The state.</summary>
    public RunState State { get; init; } = RunState.None;

    /// <summary>The newest progress of each running stage, finer than the journal's.</summary>
    public IReadOnlyList<StageProgressed> Live { get; init; } = [];

    /// <summary>The newest progress of an item, from wherever it is known.</summary>
    public StageProgressed? ProgressOf(ItemState item) =>
        Live.FirstOrDefault(progress => progress.Distro == item.Distro && progress.Stage == item.Stage) is { } live
        && live.Time >= (item.Progress?.Time ?? default)
            ? live
            : item.Progress;

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JournalJson.Indented);

    /// <summary>Writes it as JSON.</summary>
    public Task WriteAsync(Stream stream) => JsonSerializer.SerializeAsync(stream, this, JournalJson.Indented);

    /// <summary>From JSON; throws <see cref="JsonException"/> when it is none.</summary>
    public static RunStatus Parse(string json) =>
        JsonSerializer.Deserialize<RunStatus>(json, JournalJson.Indented) ?? throw new JsonException("it is empty");

    /// <summary>The status after an entry of the journal.</summary>
    internal RunStatus After(JournalEntry entry)
    {
        var state = State.After(entry);
        return new RunStatus
        {
            State = state,
            Live = [.. Live.Where(progress => state.Item(progress.Distro, progress.Stage) is { Status: ItemStatus.Running })],
        };
    }

    /// <summary>The status after progress that is not worth an entry.</summary>
    internal RunStatus With(StageProgressed progress) =>
        this with
        {
            Live = [.. Live.Where(other => other.Process != progress.Process), progress],
        };
}
