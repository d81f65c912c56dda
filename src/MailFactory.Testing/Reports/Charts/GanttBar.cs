namespace MailFactory.Testing.Reports.Charts;

/// <summary>A bar in a chart of times.</summary>
/// <param name="Kind">Its classes in the style sheet.</param>
/// <param name="Label">Written on it where it fits.</param>
/// <param name="Title">Shown when it is pointed at.</param>
/// <param name="Start">When it begins, from the start of the chart.</param>
/// <param name="End">When it ends.</param>
internal sealed record GanttBar(string Kind, string Label, string Title, TimeSpan Start, TimeSpan End);
