using System.Text.Json.Serialization;

namespace MailFactory.Testing.Runs.Journal;

/// <summary>Something that happened in a run; one line of the journal.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "entry")]
[JsonDerivedType(typeof(RunStarted), "runStarted")]
[JsonDerivedType(typeof(RunPlanned), "runPlanned")]
[JsonDerivedType(typeof(StageStarted), "stageStarted")]
[JsonDerivedType(typeof(StageProgressed), "stageProgressed")]
[JsonDerivedType(typeof(LineSaid), "lineSaid")]
[JsonDerivedType(typeof(StageEnded), "stageEnded")]
[JsonDerivedType(typeof(RunEnded), "runEnded")]
internal abstract record JournalEntry
{
    /// <summary>When it happened.</summary>
    public required DateTimeOffset Time { get; init; }
}
