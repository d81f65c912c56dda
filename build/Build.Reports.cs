using MailFactory.Testing.Pipeline;
using Nuke.Common;

partial class Build
{
    Target Report => _ => _
        .Description("Writes the reports of this run to test_results; without a run, shows the last one")
        .After(TestMailServer)
        .AssuredAfterFailure()
        .Executes(() => _matrix is null ? LastReport.ShowAsync(Options, Console.Out) : _matrix.ReportAsync(CancellationToken.None));

    Target UpdateDocs => _ => _
        .Description("Writes the support matrix in README.md from the reports in the work directory")
        .DependsOn(Report)
        .Executes(() => ClassifiedAsync(() => SupportDocuments.UpdateAsync(Options, Console.Out, Cancellation)));
}
