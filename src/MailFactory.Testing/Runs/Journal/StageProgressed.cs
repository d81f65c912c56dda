using System.Text.Json.Serialization;

namespace MailFactory.Testing.Runs.Journal;

/// <summary>How far a stage is, for those who look on; in the journal at each change of the phase and each whole ten percent.</summary>
internal sealed record StageProgressed : StageEntry
{
    /// <summary>The phase in a few words.</summary>
    public required string Phase { get; init; }

    /// <summary>How much of the stage is done, 0 to 100; null when that cannot be told.</summary>
    public double? Percent { get; init; }

    /// <summary>How long the stage will probably take from now on; null when that cannot be told.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>A remark, such as a rate; null when there is none.</summary>
    public string? Note { get; init; }

    /// <summary>How long the stage has been running; for those who look on, the journal has the times of all entries.</summary>
    [JsonIgnore]
    public TimeSpan Elapsed { get; init; }

    /// <summary>Whether the stage is over, so that its clock stands still; the journal has an entry of its own for that.</summary>
    [JsonIgnore]
    public bool IsOver { get; init; }

    /// <summary>Whether this is worth a line after what was last told: another phase, or another whole ten percent.</summary>
    public bool IsNewsAfter(string? phase, double? percent) =>
        phase is null || WithoutPercentage(phase) != WithoutPercentage(Phase) || (int)((Percent ?? 0) / 10) > (int)((percent ?? 0) / 10);

    // A phase may count for itself: "base system 60%".
    private static string WithoutPercentage(string phase) => phase.TrimEnd('%', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ' ');
}
