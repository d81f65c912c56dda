namespace MailFactory.Testing.Scheduling.Plans;

/// <summary>Distros whose first machines run side by side: each of them starts before any of them is over.</summary>
/// <param name="Number">The wave's number, from 1.</param>
/// <param name="Start">When its first machine starts.</param>
/// <param name="End">When its last machine is over.</param>
/// <param name="Distros">The distros, in the order of their starts.</param>
internal sealed record ScheduleWave(int Number, TimeSpan Start, TimeSpan End, IReadOnlyList<string> Distros);
