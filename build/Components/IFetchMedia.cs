using MailFactory.Testing.Runs;
using Nuke.Common;

/// <summary>Install media: fetched, then proven.</summary>
interface IFetchMedia : IHasMatrix, IHasMedia
{
    Target DownloadIsos =>
        _ =>
            _.Description("Downloads the install media\nExample: ./build.sh DownloadIsos --distro all --max-parallel 2")
                .DependsOn<IPrepareHost>(x => x.PrepareHost)
                .OnlyWhenDynamic(() => IsAnyDistroLeft, DistroLeft)
                .ProceedAfterFailure()
                .Executes(() => MatrixStageAsync(Stage.Download));

    Target VerifyIsos =>
        _ =>
            _.Description("Verifies the install media along their vendors' chain of trust")
                .DependsOn(DownloadIsos)
                .OnlyWhenDynamic(() => IsAnyDistroLeft, DistroLeft)
                .ProceedAfterFailure()
                .Executes(() => MatrixStageAsync(Stage.Verify));
}
