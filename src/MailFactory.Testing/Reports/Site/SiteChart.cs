using System.Globalization;
using System.Xml.Linq;
using MailFactory.Testing.Amounts;

namespace MailFactory.Testing.Reports.Site;

/// <summary>How long something took, run after run: bars in an SVG, with the figures in words for those who do not see it.</summary>
internal static class SiteChart
{
    private const int BarWidth = 10;
    private const int Gap = 2;
    private const int Height = 120;
    private const int Foot = 16;
    private const int MostBars = 60;

    /// <summary>The chart; null when there are fewer than two figures.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="bars">The run's date, its seconds and its verdict, the oldest first.</param>
    public static XElement? Render(string title, IReadOnlyList<(DateTimeOffset Date, double Seconds, string Verdict)> bars)
    {
        var shown = bars.TakeLast(MostBars).ToList();
        if (shown.Count < 2)
        {
            return null;
        }

        var longest = shown.Max(bar => bar.Seconds);
        var width = Math.Max(240, shown.Count * (BarWidth + Gap));
        var first = Spans.Precise(TimeSpan.FromSeconds(shown[0].Seconds));
        var last = Spans.Precise(TimeSpan.FromSeconds(shown[^1].Seconds));
        var most = Spans.Precise(TimeSpan.FromSeconds(longest));
        return new XElement(
            "svg",
            new XAttribute("class", "times"),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", $"{title} in the last {shown.Count} runs: {first} at first, {last} last, {most} at most"),
            new XAttribute("width", width),
            new XAttribute("height", Height + Foot),
            shown.Select((bar, index) => Bar(bar, index, longest)),
            Text(0, $"{shown[0].Date.UtcDateTime:yyyy-MM-dd}", "start"),
            Text(width, $"{shown[^1].Date.UtcDateTime:yyyy-MM-dd}, at most {most}", "end")
        );
    }

    private static XElement Bar((DateTimeOffset Date, double Seconds, string Verdict) bar, int index, double longest)
    {
        var height = longest <= 0 ? 1 : Math.Max(1, bar.Seconds / longest * Height);
        return new XElement(
            "rect",
            new XAttribute("class", bar.Verdict.Replace(' ', '-')),
            new XAttribute("x", index * (BarWidth + Gap)),
            new XAttribute("y", (Height - height).ToString("0.#", CultureInfo.InvariantCulture)),
            new XAttribute("width", BarWidth),
            new XAttribute("height", height.ToString("0.#", CultureInfo.InvariantCulture)),
            new XElement("title", $"{bar.Date.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {Spans.Precise(TimeSpan.FromSeconds(bar.Seconds))}")
        );
    }

    private static XElement Text(int x, string text, string anchor) =>
        new("text", new XAttribute("x", x), new XAttribute("y", Height + Foot - 3), new XAttribute("text-anchor", anchor), text);
}
