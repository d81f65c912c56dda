using MailFactory.Testing.Pipeline;
using MailFactory.Testing.Reports.Documents;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Pipeline;

public sealed class SupportDocumentsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SupportDocumentsTests()
    {
        Directory.CreateDirectory(_folder.PathOf("preseeds"));
        File.Copy(Repository.PathOf("preseeds", "catalog.json"), _folder.PathOf("preseeds", "catalog.json"));
        File.WriteAllText(_folder.PathOf("README.md"), "# x\n<!-- installed:begin -->\nold\n<!-- installed:end -->\nrest\n");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunOptions Options => new() { Repository = _folder.Path, Layout = new WorkLayout(_folder.PathOf("work")) };

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task What_was_written_has_no_drift_and_an_edit_by_hand_has()
    {
        Assert.Equal(["compatibility.json:1", "TESTING.md:1", "README.md:3"], (await DriftAsync()).Select(drift => $"{drift.File}:{drift.Line}"));
        await SupportDocuments.UpdateAsync(Options, TextWriter.Null, Cancellation);
        Assert.Empty(await DriftAsync());

        var testing = _folder.PathOf("TESTING.md");
        var lines = await File.ReadAllLinesAsync(testing, Cancellation);
        lines[7] = "All distros pass.";
        await File.WriteAllTextAsync(testing, string.Join('\n', lines) + "\n", Cancellation);
        var drift = Assert.Single(await DriftAsync());
        Assert.StartsWith("TESTING.md:8 is 'All distros pass.' and should be ", drift.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Checking_changes_nothing()
    {
        await DriftAsync();
        Assert.False(File.Exists(_folder.PathOf("TESTING.md")));
        Assert.Contains("old", await File.ReadAllTextAsync(_folder.PathOf("README.md"), Cancellation), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_documents_of_this_repository_are_true_to_what_is_recorded()
    {
        var options = new RunOptions { Repository = Repository.PathOf(), Layout = new WorkLayout(_folder.PathOf("work")) };
        Assert.Empty(await SupportDocuments.CheckAsync(options, Cancellation));
    }

    private Task<IReadOnlyList<DocumentDrift>> DriftAsync() => SupportDocuments.CheckAsync(Options, Cancellation);
}
