using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace MailFactory.Testing.Reports.Site;

/// <summary>What has changed, as an Atom feed (RFC 4287).</summary>
internal static class SiteFeed
{
    private const int MostEntries = 50;

    private static readonly XNamespace _atom = "http://www.w3.org/2005/Atom";

    /// <summary>The feed's text.</summary>
    /// <param name="history">The history.</param>
    /// <param name="changes">Its changes, the newest first.</param>
    public static string Render(SiteHistory history, IReadOnlyList<SiteChange> changes) =>
        new XElement(
            _atom + "feed",
            new XElement(_atom + "title", "Mail Factory Testing"),
            new XElement(_atom + "id", "urn:mail-factory-testing:changes"),
            new XElement(_atom + "updated", Moment(history.Runs.Count == 0 ? DateTimeOffset.UnixEpoch : history.Runs[^1].Started)),
            new XElement(_atom + "author", new XElement(_atom + "name", "Mail Factory Testing")),
            new XElement(_atom + "link", new XAttribute("rel", "alternate"), new XAttribute("href", "index.html")),
            changes.Take(MostEntries).Select(Entry)
        ).ToString();

    private static XElement Entry(SiteChange change) =>
        new(
            _atom + "entry",
            new XElement(_atom + "title", Clean(change.Text)),
            new XElement(_atom + "id", $"urn:mail-factory-testing:{change.Run.RunId}:{change.Result.Distro}"),
            new XElement(_atom + "updated", Moment(change.Run.Started)),
            new XElement(_atom + "link", new XAttribute("href", $"distro/{change.Result.Distro}.html")),
            new XElement(_atom + "content", new XAttribute("type", "text"), Clean(change.Text))
        );

    private static string Moment(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // XML has no way to write most control characters.
    private static string Clean(string text) => string.Concat(Foreign.ForeignText.Line(text).Where(XmlConvert.IsXmlChar));
}
