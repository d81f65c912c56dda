using System.Globalization;
using System.Xml.Linq;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Charts;

/// <summary>A distro's last runs as a small SVG: a bar for each, as high as it took long, in the colour of its verdict.</summary>
internal static class HistoryChart
{
    private const int MostRuns = 15;
    private const int BarWidth = 6;
    private const int Height = 24;
    private const double LeastHeight = 4;

    /// <summary>The chart of a distro; null when there is nothing but one run to show.</summary>
    /// <param name="distro">The distro.</param>
    /// <param name="runs">All runs, the oldest first.</param>
    public static XElement? Render(string distro, IReadOnlyList<RunResult> runs)
    {
        var own = runs.Select(run => (Run: run, Summary: DistroSummary.Of(run).FirstOrDefault(summary => summary.Distro == distro)))
            .Where(pair => pair.Summary is { Stages.Count: > 0 })
            .Select(pair => (pair.Run, Summary: pair.Summary!))
            .TakeLast(MostRuns)
            .ToList();
        if (own.Count < 2)
        {
            return null;
        }

        var longest = own.Max(pair => pair.Summary.Duration);
        var label = $"{distro}, the last {own.Count} runs: {string.Join(", ", own.Select(pair => pair.Summary.Verdict))}";
        return new XElement(
            "svg",
            new XAttribute("class", "history"),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", label),
            new XAttribute("width", own.Count * (BarWidth + 2)),
            new XAttribute("height", Height),
            own.Select((pair, index) => Bar(pair.Run, pair.Summary, index, longest))
        );
    }

    private static XElement Bar(RunResult run, DistroSummary summary, int index, TimeSpan longest)
    {
        var height = Math.Max(LeastHeight, longest == TimeSpan.Zero ? 0 : summary.Duration / longest * Height);
        return new XElement(
            "rect",
            new XAttribute("class", summary.Verdict.Replace(' ', '-')),
            new XAttribute("x", index * (BarWidth + 2)),
            new XAttribute("y", (Height - height).ToString("0.#", CultureInfo.InvariantCulture)),
            new XAttribute("width", BarWidth),
            new XAttribute("height", height.ToString("0.#", CultureInfo.InvariantCulture)),
            new XElement("title", $"{run.Started.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {summary.Verdict}, {Spans.Precise(summary.Duration)}")
        );
    }
}
