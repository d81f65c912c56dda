using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace MailFactory.Testing.Reports.Site;

/// <summary>How a distro stands, in a few characters: a picture, and the JSON from which shields.io draws one.</summary>
/// <param name="Label">The left half.</param>
/// <param name="Message">The right half.</param>
/// <param name="Kind">passed, failed or skipped.</param>
internal sealed record SiteBadge(string Label, string Message, string Kind)
{
    private const double LetterWidth = 6.6;
    private const int Padding = 10;
    private const int Height = 20;

    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    private string Colour =>
        Kind switch
        {
            "passed" => "#176e45",
            "failed" => "#b3261e",
            _ => "#5f6878",
        };

    /// <summary>The badge of a distro's last result; null is a distro without one.</summary>
    public static SiteBadge Of(string distro, SiteRun? run)
    {
        if (run?.ResultOf(distro) is not { } result)
        {
            return new SiteBadge(distro, "not tested", "skipped");
        }

        var checks = result.Checks > 0 ? $" {result.ChecksPassed}/{result.Checks}" : string.Empty;
        return new SiteBadge(
            distro,
            $"{result.Verdict}{checks}, {run.Started.UtcDateTime:yyyy-MM-dd}",
            result.Verdict is "passed" or "failed" ? result.Verdict : "skipped"
        );
    }

    /// <summary>The picture.</summary>
    public string Svg()
    {
        var left = Width(Label);
        var right = Width(Message);
        return new XElement(
            _svg + "svg",
            new XAttribute("width", left + right),
            new XAttribute("height", Height),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", $"{Label}: {Message}"),
            new XElement(_svg + "title", $"{Label}: {Message}"),
            Half(0, left, "#39414f", Label),
            Half(left, right, Colour, Message)
        ).ToString();
    }

    /// <summary>The JSON that shields.io's endpoint badge reads (https://shields.io/badges/endpoint-badge).</summary>
    public string Json() =>
        JsonSerializer.Serialize(
            new
            {
                schemaVersion = 1,
                label = Label,
                message = Message,
                color = Colour.TrimStart('#'),
            }
        );

    private static object[] Half(int x, int width, string colour, string text) =>
        [
            new XElement(
                _svg + "rect",
                new XAttribute("x", x),
                new XAttribute("width", width),
                new XAttribute("height", Height),
                new XAttribute("fill", colour)
            ),
            new XElement(
                _svg + "text",
                new XAttribute("x", (x + width / 2.0).ToString("0.#", CultureInfo.InvariantCulture)),
                new XAttribute("y", 14),
                new XAttribute("fill", "#fff"),
                new XAttribute("font-family", "Verdana,DejaVu Sans,sans-serif"),
                new XAttribute("font-size", 11),
                new XAttribute("text-anchor", "middle"),
                text
            ),
        ];

    private static int Width(string text) => (int)Math.Ceiling(text.Length * LetterWidth) + Padding;
}
