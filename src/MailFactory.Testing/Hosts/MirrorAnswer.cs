namespace MailFactory.Testing.Hosts;

/// <summary>What a package mirror answered to a question for its signed index.</summary>
/// <param name="Address">The address asked.</param>
/// <param name="Problem">Why there was no good answer; null when there was one.</param>
/// <param name="Duration">How long the answer took.</param>
/// <param name="ClockDifference">How far this host's clock is ahead of the mirror's; null when it named no time.</param>
internal sealed record MirrorAnswer(Uri Address, string? Problem, TimeSpan Duration, TimeSpan? ClockDifference);
