using MailFactory.Testing.Commands;
using MailFactory.Testing.Reports.Documents;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Commands;

public sealed class SupportDocumentsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SupportDocumentsTests()
    {
        Directory.CreateDirectory(_folder.PathOf("preseeds"));
        File.Copy(Repository.PathOf("preseeds", "catalog.json"), _folder.PathOf("preseeds", "catalog.json"));
        Directory.CreateDirectory(_folder.PathOf("docs"));
        File.WriteAllText(
            _folder.PathOf("README.md"),
            "# x\n<!-- installed:begin -->\nold\n<!-- installed:end -->\n<!-- tried:begin -->\n<!-- tried:end -->\nrest\n"
        );
        File.Copy(Repository.PathOf("docs", "tried.json"), _folder.PathOf("docs", "tried.json"));
        File.WriteAllText(
            _folder.PathOf("docs", "targets-and-parameters.md"),
            "<!-- targets:begin -->\n<!-- targets:end -->\n<!-- parameters:begin -->\n<!-- parameters:end -->\n"
        );
    }

    private static readonly CommandReference _reference = new()
    {
        Targets = [new("Test", "Tests it all\nExample: ./build.sh Test"), new("List", "Lists a|b")],
        Parameters = [new("distro", "NAME…", "Distros - Default is 'all'"), new("fresh", string.Empty, "Anew"), new("how", "a|b", "How")],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunOptions Options => new() { Repository = _folder.Path, Layout = new WorkLayout(_folder.PathOf("work")) };

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task What_was_written_has_no_drift_and_an_edit_by_hand_has()
    {
        Assert.Equal(
            ["compatibility.json:1", "TESTING.md:1", "README.md:3", "docs/targets-and-parameters.md:2"],
            (await DriftAsync()).Select(drift => $"{drift.File}:{drift.Line}")
        );
        await SupportDocuments.UpdateAsync(Options, _reference, TextWriter.Null, Cancellation);
        Assert.Empty(await DriftAsync());

        var testing = _folder.PathOf("TESTING.md");
        var lines = await File.ReadAllLinesAsync(testing, Cancellation);
        lines[7] = "All distros pass.";
        await File.WriteAllTextAsync(testing, string.Join('\n', lines) + "\n", Cancellation);
        var drift = Assert.Single(await DriftAsync());
        Assert.StartsWith("TESTING.md:8 is 'All distros pass.' and should be ", drift.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Targets_and_parameters_of_the_build_are_listed()
    {
        await SupportDocuments.UpdateAsync(Options, _reference, TextWriter.Null, Cancellation);
        var readme = await File.ReadAllLinesAsync(_folder.PathOf("docs", "targets-and-parameters.md"), Cancellation);
        Assert.Contains("| `Test` | Tests it all |", readme);
        Assert.Contains("| `List` | Lists a\\|b |", readme);
        Assert.Contains("| `--distro NAME…` | Distros | `all` |", readme);
        Assert.Contains("| `--fresh` | Anew | off |", readme);
        Assert.Contains("| `--how a\\|b` | How |  |", readme);
    }

    [Fact(Timeout = 60_000)]
    public async Task Checking_changes_nothing()
    {
        await DriftAsync();
        Assert.False(File.Exists(_folder.PathOf("TESTING.md")));
        Assert.Contains("old", await File.ReadAllTextAsync(_folder.PathOf("README.md"), Cancellation), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_check_names_what_is_up_to_date_and_a_missing_section_names_its_file()
    {
        await SupportDocuments.UpdateAsync(Options, _reference, TextWriter.Null, Cancellation);
        var console = new StringWriter();
        Assert.Empty(await SupportDocuments.CheckAsync(Options, _reference, console, Cancellation));
        Assert.Equal(
            "compatibility.json: up to date\nTESTING.md: up to date\nREADME.md: up to date\ndocs/targets-and-parameters.md: up to date\n",
            console.ToString()
        );

        await File.WriteAllTextAsync(_folder.PathOf("README.md"), "nothing\n", Cancellation);
        var error = await Assert.ThrowsAsync<FormatException>(DriftAsync);
        Assert.StartsWith(
            "README.md: the document has no section between '<!-- installed:begin -->'",
            error.Message,
            StringComparison.Ordinal
        );
    }

    private Task<IReadOnlyList<DocumentDrift>> DriftAsync() =>
        SupportDocuments.CheckAsync(Options, _reference, TextWriter.Null, Cancellation);
}
