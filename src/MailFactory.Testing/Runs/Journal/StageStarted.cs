namespace MailFactory.Testing.Runs.Journal;

/// <summary>A stage of a distro began.</summary>
internal sealed record StageStarted : StageEntry;
