namespace MailFactory.Testing.Scheduling;

/// <summary>What to do now.</summary>
/// <param name="Starts">The items to start, in this order.</param>
/// <param name="LookAgain">When to ask again even if nothing ended until then; null when only the end of an item can change
/// anything.</param>
internal sealed record ScheduleDecision(IReadOnlyList<WorkItem> Starts, TimeSpan? LookAgain);
