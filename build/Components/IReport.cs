using MailFactory.Testing.Commands;
using MailFactory.Testing.Matrix;
using MailFactory.Testing.Reports.Documents;
using MailFactory.Testing.Runs;
using MailFactory.Web;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Components;

/// <summary>Reports and the documents made from them.</summary>
interface IReport : IHasRun, IHasWorkDirectory, IHasDistros, IHasDriftCheck, IServePages, IHazReports
{
    AbsolutePath IHazReports.ReportDirectory => WorkDirectory / "test_results";

    /// <summary>The build's targets and parameters, for docs/targets-and-parameters.md.</summary>
    CommandReference Reference { get; }

    [Parameter(
        "Folders whose reports Report merges into one: work directories, or their CI artifacts; distros given with --distro "
            + "must have a result",
        Name = "merge"
    )]
    AbsolutePath[]? Merge => TryGetValue(() => Merge);

    [Parameter("Two reports whose differences Report shows: runs such as 20261123-170000, files, or last-two", Name = "compare")]
    string[]? Compare => TryGetValue(() => Compare);

    Target Report =>
        _ =>
            _.Description(
                    "Writes the reports of this run to test_results, or with --merge one report of several runs; without a run "
                        + "shows the last report; with --compare what differs between two\nExample: ./build.sh Report --merge results/debian-13 results/fedora-41 --distro "
                        + "debian-13 fedora-41"
                )
                .After<ITestMailServer>()
                .AssuredAfterFailure()
                .Produces(ReportDirectory / "test_results_*")
                .Executes(ReportAsync);

    [Parameter("The folder of the site that Site makes; an earlier one there is added to - Default is artifacts/site", Name = "output")]
    AbsolutePath SiteFolder => TryGetValue(() => SiteFolder) ?? RootDirectory / "artifacts" / "site";

    Target Site =>
        _ =>
            _.Description(
                    "Makes a site of plain files from the reports in the work directory: distros and nights, times, failed checks, images, "
                        + "badges and a feed; with --serve shows it in a browser\nExample: ./build.sh Site --output public"
                )
                .After(Report)
                .Executes(() => ClassifiedAsync(SiteAsync));

    Target UpdateDocs =>
        _ =>
            _.Description(
                    "Writes TESTING.md, compatibility.json and the tables in README.md and docs, from the reports in the work "
                        + "directory and from this build; with --check only compares them\nExample: ./build.sh UpdateDocs "
                        + "--work-directory /srv/matrix"
                )
                .DependsOn(Report)
                .Executes(() =>
                    ClassifiedAsync(() => Check ? CheckDocsAsync() : SupportDocuments.UpdateAsync(Options, Reference, Output, Cancellation))
                );

    private static string? StepSummary => Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY");

    private async Task SiteAsync()
    {
        await SiteBuild.WriteAsync(Options, SiteFolder, StepSummary, Output, Cancellation);
        if (Serve)
        {
            await UntilInterruptedAsync(token => SiteWatch.RunAsync(SiteFolder, Live, Output, token));
        }
    }

    private async Task ReportAsync()
    {
        if (Compare is { Length: > 0 } compared)
        {
            await ClassifiedAsync(() => ReportComparison.ShowAsync(Options.Layout, compared, Output, Cancellation));
            return;
        }

        var isReported = await ReportMatrixAsync();
        if (Merge is { Length: > 0 } folders)
        {
            await ClassifiedAsync(() => MergeAsync([.. folders.Select(folder => $"{folder}")]));
        }
        else if (!isReported)
        {
            await LastReport.ShowAsync(Options, Output, Cancellation);
        }
    }

    /// <summary>
    /// A merge that tells of failures has itself done what it should, so UpdateDocs may follow; only the exit code is that of the runs.
    /// </summary>
    private async Task MergeAsync(IReadOnlyList<string> folders)
    {
        var merged = await MergedReport.WriteAsync(Options, folders, StepSummary, Output, Cancellation);
        ExitCode = SessionErrors.ExitCode(ExitCode, merged);
    }

    private async Task CheckDocsAsync()
    {
        var drift = await SupportDocuments.CheckAsync(Options, Reference, Output, Cancellation);
        ExitCode = drift.Count == 0 ? ExitCode : (int)FailureClass.Product;
        Assert.True(drift.Count == 0, string.Join("; ", drift.Append<object>("./build.sh UpdateDocs writes them")));
    }
}
