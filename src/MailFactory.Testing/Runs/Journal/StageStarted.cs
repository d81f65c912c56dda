namespace MailFactory.Testing.Runs.Journal;

/// <summary>A stage of a distro began.</summary>
public sealed record StageStarted : StageEntry;
