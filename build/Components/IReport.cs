using MailFactory.Testing.Pipeline;
using MailFactory.Testing.Reports.Documents;
using MailFactory.Testing.Runs;
using Nuke.Common;

/// <summary>Reports and the documents made from them.</summary>
interface IReport : IHasRun, IHasWorkDirectory, IHasCheck
{
    /// <summary>The build's targets and parameters, for README.md.</summary>
    CommandReference Reference { get; }

    Target Report => _ => _
        .Description("Writes the reports of this run to test_results; without a run, shows the last one")
        .After<ITestMailServer>()
        .AssuredAfterFailure()
        .Executes(() => Matrix is null ? LastReport.ShowAsync(Options, Console.Out) : Matrix.ReportAsync(CancellationToken.None));

    Target UpdateDocs => _ => _
        .Description("Writes TESTING.md, compatibility.json and the tables of README.md, from the reports in the work directory and this build; with --check fails on drift\nExample: ./build.sh UpdateDocs --work-directory /srv/matrix")
        .DependsOn(Report)
        .Executes(() => ClassifiedAsync(() => Check ? CheckDocsAsync() : SupportDocuments.UpdateAsync(Options, Reference, Console.Out, Cancellation)));

    private async Task CheckDocsAsync()
    {
        var drift = await SupportDocuments.CheckAsync(Options, Reference, Cancellation);
        ExitCode = drift.Count == 0 ? ExitCode : (int)FailureClass.Product;
        Assert.True(drift.Count == 0, string.Join("; ", drift.Append<object>("./build.sh UpdateDocs writes them")));
    }
}
