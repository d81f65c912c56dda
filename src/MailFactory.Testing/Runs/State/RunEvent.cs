namespace MailFactory.Testing.Runs.State;

/// <summary>A recent event of a run, for people.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Text">One sentence.</param>
internal sealed record RunEvent(DateTimeOffset Time, string Text);
