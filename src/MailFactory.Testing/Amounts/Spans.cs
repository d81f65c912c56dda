namespace MailFactory.Testing.Amounts;

/// <summary>Spans of time as people read them; the only place that knows how they are written.</summary>
internal static class Spans
{
    private const int MinutesOfAnHour = 60;

    /// <summary>Whole milliseconds: <c>412 ms</c>.</summary>
    public static string Milliseconds(TimeSpan span) => $"{span.TotalMilliseconds:0} ms";

    /// <summary>Whole seconds: <c>90 s</c>.</summary>
    public static string Seconds(TimeSpan span) => $"{span.TotalSeconds:0} s";

    /// <summary>Seconds and tenths: <c>3.1 s</c>.</summary>
    public static string TenthsOfSeconds(TimeSpan span) => $"{span.TotalSeconds:0.0} s";

    /// <summary>Whole minutes: <c>90 min</c>.</summary>
    public static string Minutes(TimeSpan span) => $"{span.TotalMinutes:0} min";

    /// <summary>Minutes, and tenths when there are any: <c>90 min</c>, <c>4.5 min</c>.</summary>
    public static string ShortMinutes(TimeSpan span) => $"{span.TotalMinutes:0.#} min";

    /// <summary>Minutes and tenths: <c>90.0 min</c>.</summary>
    public static string TenthsOfMinutes(TimeSpan span) => $"{span.TotalMinutes:0.0} min";

    /// <summary>Seconds below a minute, minutes above: <c>40 s</c>, <c>4.5 min</c>.</summary>
    public static string SecondsOrMinutes(TimeSpan span) => span.TotalMinutes < 1 ? Seconds(span) : ShortMinutes(span);

    /// <summary>What a stage took, in the words of a run: <c>3.1 s</c>, <c>34 min 40 s</c>.</summary>
    public static string Took(TimeSpan span) =>
        span.TotalMinutes >= 1 ? $"{(int)span.TotalMinutes} min {span.Seconds} s" : TenthsOfSeconds(span);

    /// <summary>A span with the precision that matters: <c>412 ms</c>, <c>3.1 s</c>, <c>12 min 31 s</c>, <c>1 h 04 min</c>.</summary>
    public static string Precise(TimeSpan span) =>
        span switch
        {
            { TotalSeconds: < 1 } => Milliseconds(span),
            { TotalSeconds: < 59.95 } => TenthsOfSeconds(span),
            { TotalSeconds: < 3599.5 } => MinutesAndSeconds((int)Math.Round(span.TotalSeconds)),
            _ => HoursAndMinutes((int)Math.Round(span.TotalMinutes)),
        };

    /// <summary>A span as people plan with it, rounded up: <c>45 min</c>, <c>3 h 05 min</c>.</summary>
    public static string Planned(TimeSpan span)
    {
        var minutes = (int)Math.Ceiling(span.TotalMinutes);
        return minutes < MinutesOfAnHour ? $"{minutes} min" : HoursAndMinutes(minutes);
    }

    /// <summary>Minutes and seconds as a clock shows them, with hours when there are any: <c>4:07</c>, <c>1:04:07</c>.</summary>
    public static string Clock(TimeSpan span) =>
        span.TotalHours < 1 ? $"{(int)span.TotalMinutes}:{span.Seconds:00}" : $"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}";

    private static string MinutesAndSeconds(int seconds) => $"{seconds / 60} min {seconds % 60:00} s";

    private static string HoursAndMinutes(int minutes) => $"{minutes / MinutesOfAnHour} h {minutes % MinutesOfAnHour:00} min";
}
