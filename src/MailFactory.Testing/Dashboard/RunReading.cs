using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Dashboard;

/// <summary>The last run of a work directory as it was read just now.</summary>
/// <param name="Status">What its record says.</param>
/// <param name="IsAlive">Whether its build still runs.</param>
/// <param name="Problem">One line when the record was damaged; null otherwise.</param>
internal sealed record RunReading(RunStatus Status, bool IsAlive, string? Problem)
{
    /// <summary>What is shown in place of a run where there was none; nothing is wrong then, so the exit code is 0.</summary>
    public const string NoRun = "no run in this work directory yet; --work-directory names another one";

    /// <summary>Whether there was any run.</summary>
    public bool IsAny => Status.State.Owner is not null;

    /// <summary>Whether the run is still running.</summary>
    public bool IsGoingOn => IsAlive && Status.State.Ended is null;

    /// <summary>How many items of the run are over.</summary>
    public int Over => Status.State.Items.Count(item => item.Status == ItemStatus.Over);

    /// <summary>How many items of the run failed.</summary>
    public int Failed => Status.State.Items.Count(item => item.Standing() == ItemStanding.Failed);

    /// <summary>How the run stands, in a few words.</summary>
    public string Standing =>
        this switch
        {
            { IsAny: false } => "no run",
            { IsGoingOn: true } => "running",
            { Status.State.Result: { } result } => RunWords.End(result),
            _ => "its build was killed",
        };

    /// <summary>For how long the run lasted, or has been running; a build that was killed ended when it last wrote.</summary>
    public TimeSpan Elapsed(DateTimeOffset now) => (Status.State.Ended ?? (IsAlive ? now : Status.State.Updated)) - Status.State.Started;

    /// <summary>Reads the run.</summary>
    public static async Task<RunReading> ReadAsync(WorkLayout layout, CancellationToken cancellationToken)
    {
        var file = await StatusFile.ReadAsync(layout, cancellationToken).ConfigureAwait(false);
        return new RunReading(file.Status, file.Status.State.Owner is { IsRunning: true }, file.Problem);
    }
}
