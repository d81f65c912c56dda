namespace MailFactory.Testing.Dashboard;

/// <summary>Spans of time as a clock shows them.</summary>
internal static class Clock
{
    /// <summary>Minutes and seconds, with hours when there are any: <c>4:07</c>, <c>1:04:07</c>.</summary>
    public static string Text(TimeSpan span) =>
        span.TotalHours < 1 ? $"{(int)span.TotalMinutes}:{span.Seconds:00}" : $"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}";
}
