namespace MailFactory.Testing.Reports.Charts;

/// <summary>A row of bars.</summary>
/// <param name="Name">Written before it.</param>
/// <param name="Bars">Its bars.</param>
internal sealed record GanttRow(string Name, IReadOnlyList<GanttBar> Bars);
