using System.Globalization;
using System.Xml.Linq;

namespace MailFactory.Testing.Reports.Charts;

/// <summary>Rows of bars over time as SVG, coloured by <c>gantt.css</c>.</summary>
internal sealed record GanttDrawing
{
    private const double Width = 960;
    private const double RowHeight = 28;
    private const double Top = 22;
    private static readonly TimeSpan[] _steps =
    [
        .. new[] { 1.0 / 60, 5.0 / 60, 0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440, 2880, 10080, 40320 }.Select(minutes =>
            TimeSpan.FromMinutes(minutes)
        ),
    ];

    /// <summary>The name of the chart in the page; its title and description have names made of it.</summary>
    public required string Id { get; init; }

    /// <summary>What the chart shows.</summary>
    public required string Title { get; init; }

    /// <summary>The chart in words, for those who do not see it.</summary>
    public required string Description { get; init; }

    /// <summary>The time the chart covers.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>The rows, from the top.</summary>
    public required IReadOnlyList<GanttRow> Rows { get; init; }

    /// <summary>Bands behind the bars; none unless set.</summary>
    public IReadOnlyList<GanttBand> Bands { get; init; } = [];

    /// <summary>The moment of the start, where the chart is to have the times of day in UTC; null counts from the start.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Room for the names of the rows, of the 960 units of the whole width.</summary>
    public double NameWidth { get; init; } = 118;

    private double Height => Top + (Rows.Count * RowHeight) + 24;

    /// <summary>The smallest step that leaves room for its labels.</summary>
    private TimeSpan Step => _steps.FirstOrDefault(step => Total / step <= 12, _steps[^1]);

    /// <summary>The chart.</summary>
    public XElement Render() =>
        new(
            "svg",
            new XAttribute("class", "gantt"),
            new XAttribute("viewBox", Text($"0 0 {Width} {Height}")),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", $"{Id}-title {Id}-desc"),
            new XElement("title", new XAttribute("id", $"{Id}-title"), Title),
            new XElement("desc", new XAttribute("id", $"{Id}-desc"), Description),
            Bands.SelectMany(Band),
            Enumerable.Range(0, (int)(Total / Step) + 1).SelectMany(count => Tick(Step * count)),
            Rows.SelectMany(Row)
        );

    /// <summary>A narrow band has room for its number only, a very narrow one for none.</summary>
    private IEnumerable<XElement> Band(GanttBand band)
    {
        var (x, width) = (X(band.Start), X(band.End) - X(band.Start));
        var name = width switch
        {
            > 52 => $"Wave {band.Number}",
            > 18 => $"{band.Number}",
            _ => string.Empty,
        };
        yield return new(
            "rect",
            new XAttribute("class", band.Number % 2 == 0 ? "wave even" : "wave"),
            Number("x", x),
            Number("y", Top),
            Number("width", width),
            Number("height", Height - Top - 24)
        );
        yield return Words("wave-name", x + 4, Top - 7, name);
    }

    private IEnumerable<XElement> Tick(TimeSpan time) =>
        [
            new("path", new XAttribute("class", "tick"), new XAttribute("d", Text($"M{X(time):0.#} {Top}V{Height - 20}"))),
            Words("time", X(time), Height - 6, Label(time)),
        ];

    private string FormatOfMoments =>
        (Step, Total) switch
        {
            ({ TotalDays: >= 1 }, _) => "MM-dd",
            (_, { TotalDays: >= 1 }) => "MM-dd HH:mm",
            ({ TotalMinutes: < 1 }, _) => "HH:mm:ss",
            _ => "HH:mm",
        };

    private string Label(TimeSpan time) =>
        (Since, time) switch
        {
            ({ } since, _) => (since + time).UtcDateTime.ToString(FormatOfMoments, CultureInfo.InvariantCulture),
            (_, { Ticks: 0 }) => "start",
            _ when Step.TotalMinutes < 1 => $"{(int)time.TotalHours}:{time:mm\\:ss}",
            _ => $"{(int)time.TotalHours}:{time:mm}",
        };

    private IEnumerable<XElement> Row(GanttRow row, int index)
    {
        var y = Top + (index * RowHeight);
        yield return Words("distro", 0, y + 19, row.Name);
        foreach (var bar in row.Bars)
        {
            var (x, width) = (X(bar.Start), Math.Max(2, X(bar.End) - X(bar.Start) - 1));
            yield return new(
                "g",
                new XAttribute("class", $"bar {bar.Kind}"),
                new XElement("title", bar.Title),
                new XElement(
                    "rect",
                    Number("x", x),
                    Number("y", y + 4),
                    Number("width", width),
                    Number("height", RowHeight - 8),
                    Number("rx", 3)
                ),
                bar.Label.Length > 0 && width > bar.Label.Length * 8 ? Words("stage", x + 6, y + 19, bar.Label) : null
            );
        }
    }

    private double X(TimeSpan time) => NameWidth + (Total == TimeSpan.Zero ? 0 : time / Total * (Width - NameWidth - 14));

    private static XElement Words(string kind, double x, double y, string text) =>
        new("text", new XAttribute("class", kind), Number("x", x), Number("y", y), text);

    private static XAttribute Number(string name, double value) => new(name, Text($"{value:0.#}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
