using System.Runtime.Versioning;
using System.Xml;
using System.Xml.Linq;

namespace MailFactory.Nuke.Tests;

[Collection(OneBuildAtATime.Name)]
public sealed class PlanPageTests : IDisposable
{
    private const string Hostile = "</title><script>alert(1)</script> & \"'";
    private readonly SampleRun _run = new();

    private string File => Path.Combine(_run.Root, ".nuke", "temp", "execution-plan.html");

    [Fact]
    public void The_page_is_written_and_its_path_is_all_that_is_printed()
    {
        Assert.Equal(0, _run.Run<Sample>("Publish", "--plan", "--plan-format", "html"));
        Assert.Equal($"{File}{Environment.NewLine}", _run.Out);
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void The_page_is_well_formed_and_every_relation_is_drawn()
    {
        var edges = Page().Descendants("path").Where(x => HasClass(x, "edge")).ToList();
        Assert.Equal(2, edges.Count(x => HasClass(x, "execution")));
        Assert.Single(edges, x => HasClass(x, "order"));
        Assert.Single(edges, x => HasClass(x, "trigger"));
        Assert.All(edges, x => Assert.StartsWith("M", x.Attribute("d").Value, StringComparison.Ordinal));
        Assert.Equal(
            ["depends on", "only the order", "triggers"],
            Page().Descendants("ul").First().Elements("li").Select(x => x.Value).Take(3)
        );
    }

    [Fact]
    public void Nodes_say_their_fate_and_what_they_would_run_to_everyone()
    {
        var nodes = Page().Descendants("g").Where(x => HasClass(x, "node")).ToDictionary(x => x.Attribute("data-name").Value);
        Assert.Equal(["Compile", "Lint", "Publish", "Announce", "Other"], nodes.Keys);
        Assert.True(
            HasClass(nodes["Compile"], "run")
                && HasClass(nodes["Publish"], "maybe")
                && HasClass(nodes["Lint"], "skip")
                && HasClass(nodes["Other"], "none")
        );
        Assert.Equal("0 1 2 3", nodes["Publish"].Attribute("data-runs").Value);
        Assert.Equal("0", nodes["Compile"].Attribute("data-runs").Value);
        Assert.Equal("Lint: 2 · skipped (only when IsServer).", nodes["Lint"].Attribute("aria-label").Value);
        Assert.All(nodes.Values, x => Assert.Equal("0", x.Attribute("tabindex").Value));
        Assert.All(nodes.Values, x => Assert.False(string.IsNullOrEmpty(x.Element("title")?.Value)));
    }

    [Fact]
    public void Nothing_is_fetched_from_anywhere()
    {
        Page();
        Assert.Empty(References(System.IO.File.ReadAllText(File)));
    }

    [Theory]
    [InlineData("<script src=\"x.js\">")]
    [InlineData("<a href='http://example.org'>")]
    [InlineData("a { background: url(x.png) }")]
    [InlineData("@import \"x.css\";")]
    public void Something_fetched_is_found(string text) => Assert.NotEmpty(References(text));

    [Fact]
    public void Hostile_texts_are_only_texts()
    {
        var page = Page();
        Assert.Single(page.Descendants("script"));
        Assert.Contains(page.Descendants("td"), x => x.Value == Hostile);
        Assert.Contains(page.Descendants("title"), x => x.Value == $"Compile: 1 · runs. {Hostile}.");
    }

    [Fact]
    public void The_part_of_the_build_is_on_the_page() =>
        Assert.Equal("of the build", Page().Descendants("section").Single(x => HasClass(x, "details")).Element("p").Value);

    [Fact]
    public void Secrets_are_masked_on_the_page()
    {
        _run.Run<Sample>("Publish", "--plan", "--plan-format", "html", "--key", "alert(1)");
        Assert.DoesNotContain("alert(1)", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_browser_the_page_is_there_all_the_same()
    {
        Assert.Equal(0, _run.Run<Sample>("Publish", "--plan-open"));
        Assert.StartsWith($"{File}{Environment.NewLine}No browser was opened: there is no ", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(3, "No browser was opened: xdg-open ended with exit code 3.")]
    [UnsupportedOSPlatform("windows")]
    public void The_browser_gets_the_page_and_may_fail(int exitCode, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "xdg-open is Linux'");
        var opener = Path.Combine(_run.Root, "xdg-open");
        System.IO.File.WriteAllText(opener, $"#!/bin/sh\nprintf %s \"$1\" > '{_run.Root}/asked'\nexit {exitCode}\n");
        System.IO.File.SetUnixFileMode(opener, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _run.Variables["PATH"] = _run.Root;
        Assert.Equal(0, _run.Run<Sample>("Publish", "--plan-open"));
        Assert.Equal(File, System.IO.File.ReadAllText(Path.Combine(_run.Root, "asked")));
        Assert.Equal(said, _run.Out.Split(Environment.NewLine)[1]);
    }

    public void Dispose() => _run.Dispose();

    private XElement Page()
    {
        _run.Run<Sample>("Publish", "--plan", "--plan-format", "html");
        using var reader = XmlReader.Create(File, new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = null });
        return XElement.Load(reader);
    }

    private static bool HasClass(XElement element, string name) => element.Attribute("class")?.Value.Split(' ').Contains(name) == true;

    private static List<string> References(string page) =>
        [
            .. new[] { "http:", "https:", "src=", "@import", "url(" }.Where(x =>
                page.Replace("url(#", string.Empty, StringComparison.Ordinal).Contains(x, StringComparison.OrdinalIgnoreCase)
            ),
        ];

    private sealed class Sample : NukeBuild
    {
        [Parameter]
        [Secret]
        private readonly string Key;

        private static bool IsServer => false;

        private Target Compile => _ => _.Description(Hostile).Marks(nameof(Compile));

        private Target Lint => _ => _.After(Compile).OnlyWhenStatic(() => IsServer).Marks(nameof(Lint));

        private Target Publish =>
            _ => _.DependsOn(Compile, Lint).Triggers(Announce).OnlyWhenDynamic(() => Key.Length < 4 && Key != "<b>").Marks(nameof(Publish));

        private Target Announce => _ => _.Marks(nameof(Announce));

        private Target Other => _ => _.Marks(nameof(Other));

        public string PlanDetails(string format) => format == "html" ? "<p>of the build</p>" : null;
    }
}
