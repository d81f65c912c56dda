using MailFactory.Testing.Pipeline;
using Nuke.Common;

partial class Build
{
    Target Report => _ => _
        .Description("Writes test_results_<time>.md and .json from this run, or tells of the last one")
        .After(TestMailServer)
        .AssuredAfterFailure()
        .Executes(() => MatrixSession.ReportAsync(Options, Console.Out));
}
