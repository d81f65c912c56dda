using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Reports.Formats;

public sealed class ReportFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task A_report_is_written_in_all_its_forms_and_nothing_else()
    {
        var files = await ReportFiles.WriteAsync(SampleRuns.Failed, new WorkLayout(_folder.Path), TestContext.Current.CancellationToken);
        Assert.Equal(_folder.PathOf("test_results", "test_results_20260102-030405.md"), files.Markdown);
        Assert.Equal(
            new[] { files.Markdown, files.Json, files.JUnit, files.Page }.Order(),
            Directory.GetFiles(_folder.PathOf("test_results")).Order()
        );
        Assert.Equal(
            FailureClass.Product,
            JsonReport.Read(await File.ReadAllTextAsync(files.Json, TestContext.Current.CancellationToken)).FailureClass
        );
    }
}
