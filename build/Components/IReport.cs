using MailFactory.Testing.Pipeline;
using MailFactory.Testing.Runs;
using Nuke.Common;

/// <summary>Reports and the documents made from them.</summary>
interface IReport : IHasRun, IHasWorkDirectory, IHasCheck
{
    Target Report => _ => _
        .Description("Writes the reports of this run to test_results; without a run, shows the last one")
        .After<ITestMailServer>()
        .AssuredAfterFailure()
        .Executes(() => Matrix is null ? LastReport.ShowAsync(Options, Console.Out) : Matrix.ReportAsync(CancellationToken.None));

    Target UpdateDocs => _ => _
        .Description("Writes TESTING.md, the support matrix in README.md and compatibility.json from the reports in the work directory; with --check fails on drift\nExample: ./build.sh UpdateDocs --work-directory /srv/matrix")
        .DependsOn(Report)
        .Executes(() => ClassifiedAsync(() => Check ? CheckDocsAsync() : SupportDocuments.UpdateAsync(Options, Console.Out, Cancellation)));

    private async Task CheckDocsAsync()
    {
        var drift = await SupportDocuments.CheckAsync(Options, Cancellation);
        ExitCode = drift.Count == 0 ? ExitCode : (int)FailureClass.Product;
        Assert.True(drift.Count == 0, string.Join("; ", drift.Append<object>("./build.sh UpdateDocs writes them")));
    }
}
