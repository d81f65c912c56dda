using System.Globalization;
using System.Xml.Linq;
using MailFactory.Testing.Pipeline.Scheduling;
using MailFactory.Testing.Reports;

namespace MailFactory.Testing.Pipeline.Planning;

/// <summary>A plan as SVG: a row for each distro, a bar for each stage, a band for each wave.</summary>
/// <param name="plan">The plan.</param>
internal sealed class GanttChart(MatrixPlan plan)
{
    private const double Width = 960;
    private const double Label = 118;
    private const double Row = 28;
    private const double Top = 22;
    private static readonly TimeSpan[] _steps = [.. new[] { 0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 240, 480 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    private double Height => Top + (plan.Distros.Count * Row) + 24;

    /// <summary>The chart.</summary>
    public XElement Render() => new(
        "svg",
        new XAttribute("class", "gantt"),
        new XAttribute("viewBox", Text($"0 0 {Width} {Height}")),
        new XAttribute("role", "img"),
        new XAttribute("aria-labelledby", "gantt-title gantt-desc"),
        new XElement("title", new XAttribute("id", "gantt-title"), "When each stage of each distro runs"),
        new XElement("desc", new XAttribute("id", "gantt-desc"), $"{MatrixPlanWords.Headline(plan)}. The table below has the same times."),
        plan.Schedule.Waves.SelectMany(Band),
        Ticks().SelectMany(Tick),
        plan.Distros.SelectMany(Line));

    /// <summary>A narrow band has room for its number only, a very narrow one for none.</summary>
    private IEnumerable<XElement> Band(ScheduleWave wave)
    {
        var (x, width) = (X(wave.Start), X(wave.End) - X(wave.Start));
        var name = width switch { > 52 => $"Wave {wave.Number}", > 18 => $"{wave.Number}", _ => string.Empty };
        yield return new("rect", new XAttribute("class", wave.Number % 2 == 0 ? "wave even" : "wave"), Number("x", x), Number("y", Top), Number("width", width), Number("height", Height - Top - 24));
        yield return Words("wave-name", x + 4, Top - 7, name);
    }

    private IEnumerable<XElement> Tick(TimeSpan time) =>
    [
        new("path", new XAttribute("class", "tick"), new XAttribute("d", Text($"M{X(time):0.#} {Top}V{Height - 20}"))),
        Words("time", X(time), Height - 6, time == TimeSpan.Zero ? "start" : $"{(int)time.TotalHours}:{time:mm}{(_steps.TakeWhile(step => step.TotalMinutes < 1).Contains(Step) ? $":{time:ss}" : string.Empty)}"),
    ];

    private IEnumerable<XElement> Line(PlannedDistro distro, int index)
    {
        var y = Top + (index * Row);
        yield return Words("distro", 0, y + 19, distro.Distro.Id);
        foreach (var item in distro.Items)
        {
            var (x, width) = (X(item.Start), Math.Max(2, X(item.End) - X(item.Start) - 1));
            var stage = item.Item.Id.Stage.ToString();
            yield return new(
                "g",
                new XAttribute("class", $"bar {stage.ToLowerInvariant()}"),
                new XElement("title", $"{item.Item.Id}: {ReportWords.Of(item.Start)} to {ReportWords.Of(item.End)}"),
                new XElement("rect", Number("x", x), Number("y", y + 4), Number("width", width), Number("height", Row - 8), Number("rx", 3)),
                width > stage.Length * 8 ? Words("stage", x + 6, y + 19, stage) : null);
        }
    }

    /// <summary>The smallest step that leaves room for its labels.</summary>
    private TimeSpan Step => _steps.FirstOrDefault(step => plan.Schedule.Makespan / step <= 12, _steps[^1]);

    private IEnumerable<TimeSpan> Ticks() => Enumerable.Range(0, (int)(plan.Schedule.Makespan / Step) + 1).Select(count => Step * count);

    private double X(TimeSpan time) => Label + (time / plan.Schedule.Makespan * (Width - Label - 14));

    private static XElement Words(string kind, double x, double y, string text) => new("text", new XAttribute("class", kind), Number("x", x), Number("y", y), text);

    private static XAttribute Number(string name, double value) => new(name, Text($"{value:0.#}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
