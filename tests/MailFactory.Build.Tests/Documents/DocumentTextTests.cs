using System.Reflection;
using MailFactory.Testing.Runs;

namespace MailFactory.Build.Tests.Documents;

/// <summary>What README and docs say, held against the repository and the strict command line of the compiled build.</summary>
public sealed class DocumentTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Files =>
        [
            "README.md",
            "CONTRIBUTING.md",
            "SECURITY.md",
            "CHANGELOG.md",
            "TESTING.md",
            .. Directory
                .EnumerateFiles(Repository.PathOf("docs"), "*.md")
                .Order(StringComparer.Ordinal)
                .Select(file => $"docs/{Path.GetFileName(file)}"),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_links_lead_somewhere(string file) => AssertNone(DocumentRules.Links(Document.Read(Repository.PathOf(file))));

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_commands_and_options_are_those_of_the_build(string file)
    {
        var document = Document.Read(Repository.PathOf(file));
        AssertNone(Rules.Commands(document).Concat(Rules.Options(document)));
    }

    [Fact]
    public void The_README_is_short() => AssertNone(DocumentRules.Length(Document.Read(Repository.PathOf("README.md"))));

    [Fact]
    public void The_README_shows_commands_and_links_every_page()
    {
        var readme = Document.Read(Repository.PathOf("README.md"));
        Assert.Contains("Test --distro debian-13 --setup", readme.Commands);
        Assert.Empty(
            Files.Select(file => file.Data).Where(file => file != "README.md").Except(readme.Links.Select(link => link.Split('#')[0]))
        );
    }

    [Fact]
    public void A_link_to_no_file_and_an_anchor_of_no_heading_are_found()
    {
        File.WriteAllText(_folder.PathOf("other.md"), "# Two words, and more\n\n    # not this\n");
        Assert.Equal(
            [
                "nowhere.md leads to no file",
                "other.md#not-this names no heading of its file",
                "#gone names no heading of its file",
                "picture.png leads to no file",
                "../../actions/workflows/gone.yml/badge.svg leads to no file",
            ],
            DocumentRules
                .Links(
                    Page(
                        "[a](nowhere.md) [b](other.md#two-words-and-more) [c](other.md#not-this)\n## Here\n[d](#here) "
                            + "[e](#gone) `[f](code.md)`\n![g](picture.png) [h](https://example.com/x) "
                            + "![i](../../actions/workflows/gone.yml/badge.svg)"
                    )
                )
                .Select(error => error[(error.IndexOf(": ", StringComparison.Ordinal) + 2)..])
        );
    }

    [Theory]
    [InlineData("    ./build.sh Tset --distro debian-13", "Unknown target 'Tset'. Did you mean Test?")]
    [InlineData("Say `./build.sh--help Test` to", "?--help")]
    [InlineData("Say `./build.sh Test --distros debian-13` to", "Unknown parameter --distros. Did you mean --distro?")]
    [InlineData("```\nX=1 ./build.sh Report --merge   # of what?\n```", "--merge needs at least one value")]
    public void A_command_that_the_build_would_refuse_is_found(string text, string error) =>
        Assert.Contains(error, Assert.Single(Rules.Commands(Page(text))), StringComparison.Ordinal);

    [Fact]
    public void An_option_that_is_none_is_found() =>
        Assert.EndsWith(
            "there is no option --fast",
            Assert.Single(Rules.Options(Page("Use `Test --fast` or --distro; `gh release --repo x` is another's.\n\n    tool --slow"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_long_README_is_found()
    {
        Assert.Empty(DocumentRules.Length(Page(string.Concat(Enumerable.Repeat("x\n", 250)))));
        Assert.Single(DocumentRules.Length(Page(string.Concat(Enumerable.Repeat("x\n", 251)))));
    }

    [Fact]
    public void Every_stage_is_behind_a_target_of_the_build() => Assert.Empty(StageRow.All.Select(row => row.Target).Except(Rules.Targets));

    private static DocumentRules Rules
    {
        get
        {
            var build = CompiledBuild.In(Repository.Root);
            Assert.SkipUnless(
                File.Exists(build) && build.Contains("Embedded", StringComparison.Ordinal),
                $"{build} is not there, or has NUKE's engine: ./build.sh compiles it"
            );
            return new DocumentRules(Assembly.LoadFrom(build).GetType("Build", throwOnError: true)!);
        }
    }

    private Document Page(string text) => Document.Of(_folder.PathOf("page.md"), text);

    private static void AssertNone(IEnumerable<string> violations) => Assert.True(!violations.Any(), string.Join('\n', violations));
}
