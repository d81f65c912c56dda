using MailFactory.Testing.Pipeline;
using Nuke.Common;

/// <summary>Reports and the documents made from them.</summary>
interface IReport : IHasRun, IHasWorkDirectory
{
    Target Report => _ => _
        .Description("Writes the reports of this run to test_results; without a run, shows the last one")
        .After<ITestMailServer>()
        .AssuredAfterFailure()
        .Executes(() => Matrix is null ? LastReport.ShowAsync(Options, Console.Out) : Matrix.ReportAsync(CancellationToken.None));

    Target UpdateDocs => _ => _
        .Description("Writes the support matrix in README.md from the reports in the work directory\nExample: ./build.sh UpdateDocs --work-directory /srv/matrix")
        .DependsOn(Report)
        .Executes(() => ClassifiedAsync(() => SupportDocuments.UpdateAsync(Options, Console.Out, Cancellation)));
}
