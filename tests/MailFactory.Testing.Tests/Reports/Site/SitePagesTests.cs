using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Reports.Site;

namespace MailFactory.Testing.Tests.Reports.Site;

public sealed partial class SitePagesTests
{
    private const int MostBytesOfFirstPage = 200_000;

    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));
    private static readonly string[] _distros = [.. _catalog.Distros.Select(distro => distro.Id)];

    [Fact]
    public void Every_link_of_every_page_leads_to_a_file_of_the_site()
    {
        var files = Render(10, "fedora-41");
        Assert.Contains("distro/debian-13.html", files.Keys);
        foreach (var (page, text) in files.Where(file => file.Key.EndsWith(".html", StringComparison.Ordinal)))
        {
            var targets = Link().Matches(text).Select(match => match.Groups[1].Value).Where(link => !link.StartsWith('#')).ToList();
            Assert.NotEmpty(targets);
            Assert.All(
                targets,
                link =>
                {
                    var path = new Uri(new Uri($"http://site/{page}"), link).AbsolutePath[1..];
                    Assert.True(files.ContainsKey(path) || path.StartsWith("runs/", StringComparison.Ordinal), $"{page}: {link}");
                }
            );
        }
    }

    [Fact]
    public void Five_hundred_nights_of_the_whole_matrix_make_a_small_first_page()
    {
        var page = Render(500, "rhel-9")["index.html"];
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 10_000, MostBytesOfFirstPage);
        Assert.Equal(30 * _distros.Length, SignCell().Count(page));
    }

    [Fact]
    public void What_failed_is_seen_in_the_matrix_and_under_its_check_and_distro()
    {
        var files = Render(3, "fedora-41");
        Assert.Contains("REL-01", files["checks.html"], StringComparison.Ordinal);
        Assert.Contains("fedora-41", files["checks.html"], StringComparison.Ordinal);
        Assert.Contains("class=\"sign failed\"", files["index.html"], StringComparison.Ordinal);
        Assert.Contains("verdict failed", files["distro/fedora-41.html"], StringComparison.Ordinal);
        Assert.DoesNotContain("verdict failed", files["distro/debian-13.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_run_every_page_says_so()
    {
        var files = Render(0);
        Assert.Contains("No run has been reported yet", files["index.html"], StringComparison.Ordinal);
        Assert.Contains("not tested", files["badges/debian-13.svg"], StringComparison.Ordinal);
        XDocument.Parse(files["feed.xml"]);
    }

    [Fact]
    public void A_badge_tells_verdict_checks_and_date_as_a_picture_and_as_JSON()
    {
        var files = Render(2, "fedora-41");
        Assert.Contains("passed 1/1, 2026-01-02", XDocument.Parse(files["badges/debian-13.svg"]).Root!.Value, StringComparison.Ordinal);
        var json = JsonElement.Parse(files["badges/fedora-41.json"]);
        Assert.Equal(1, json.GetProperty("schemaVersion").GetInt32());
        Assert.StartsWith("failed 1/2", json.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_feed_has_an_entry_for_each_change()
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var history = SiteHistory.None.With([Nights.Night(0, _distros), Nights.Night(1, _distros, "rocky-9"), Nights.Night(2, _distros)]);
        var feed = XDocument.Parse(SiteFeed.Render(history, SiteChange.Of(history))).Root!;
        Assert.Equal(2, feed.Elements(atom + "entry").Count());
        Assert.Equal("2026-01-03T02:00:00Z", feed.Element(atom + "updated")!.Value);
        Assert.Equal(2, feed.Elements(atom + "entry").Select(entry => entry.Element(atom + "id")!.Value).Distinct().Count());
    }

    [Fact]
    public void What_a_server_wrote_is_text_everywhere()
    {
        const string hostile = "<script>alert(1)</script>\u0000\u001b[2J\u202e";
        var run = Nights.Night(1, ["debian-13"], "debian-13");
        run = run with
        {
            Stages =
            [
                .. run.Stages.Select(stage =>
                    stage with
                    {
                        Summary = hostile,
                        Checks = [.. stage.Checks.Select(check => check with { Summary = hostile, Title = hostile })],
                    }
                ),
            ],
        };
        var files = new SitePages(Input(SiteHistory.None.With([Nights.Night(0, ["debian-13"]), run]))).Files().ToDictionary();
        foreach (
            var (path, text) in files.Where(file =>
                file.Key.EndsWith(".html", StringComparison.Ordinal) || file.Key.EndsWith(".xml", StringComparison.Ordinal)
            )
        )
        {
            Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain('\u001b', text);
            Assert.DoesNotContain('\u202e', text);
            Assert.False(path == "feed.xml" && XDocument.Parse(text).Root is null);
        }

        Assert.Contains("&lt;script&gt;", files["distro/debian-13.html"], StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Render(int nights, params string[] failing) =>
        new SitePages(Input(SiteHistory.None.With(Enumerable.Range(0, nights).Select(day => Nights.Night(day, _distros, failing)))))
            .Files()
            .ToDictionary();

    private static SiteInput Input(SiteHistory history) =>
        new()
        {
            Distros = [.. _catalog.Distros.Select(distro => (distro.Id, distro.Name))],
            History = history,
            Pages = history.Runs.TakeLast(20).Select(run => run.RunId).ToHashSet(),
        };

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<td class=\"sign ")]
    private static partial Regex SignCell();
}
