using MailFactory.Testing.Pipeline;
using MailFactory.Testing.Runs;
using Nuke.Common;

partial class Build
{
    Target DownloadIsos => _ => _
        .Description("Fetches the install media")
        .DependsOn(PrepareHost)
        .ProceedAfterFailure()
        .Executes(() => MatrixStageAsync(Stage.Download));

    Target VerifyIsos => _ => _
        .Description("Proves the install media along their chain of trust")
        .DependsOn(DownloadIsos)
        .OnlyWhenDynamic(() => IsAnyDistroLeft)
        .ProceedAfterFailure()
        .Executes(() => MatrixStageAsync(Stage.Verify));

    Target ListIsos => _ => _
        .Description("Lists the media in the work directory")
        .Executes(() => Listings.IsosAsync(Options, Console.Out));
}
