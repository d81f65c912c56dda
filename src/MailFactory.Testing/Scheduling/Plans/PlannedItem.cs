namespace MailFactory.Testing.Scheduling.Plans;

/// <summary>An item with its expected place in time, counted from the start of the run.</summary>
/// <param name="Item">The item.</param>
/// <param name="Start">When it starts.</param>
/// <param name="End">When it is over.</param>
internal sealed record PlannedItem(WorkItem Item, TimeSpan Start, TimeSpan End);
