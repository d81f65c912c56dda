namespace MailFactory.Testing.Reports.Charts;

/// <summary>A stretch of time that is marked behind the bars.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
internal sealed record GanttBand(int Number, TimeSpan Start, TimeSpan End);
