using MailFactory.Testing.Commands;
using Nuke.Common;

/// <summary>Host tools.</summary>
interface IPrepareHost : IHasRun, IHasHostSetup
{
    Target PrepareHost =>
        _ =>
            _.Description(
                    "Looks for the host tools that the matrix needs; with --setup installs the missing ones\nExample: "
                        + "./build.sh PrepareHost --setup"
                )
                .OnlyWhenDynamic(() => Options.Server == null, "no --server is given")
                .Executes(() => ClassifiedAsync(() => HostPreparation.ForMatrixAsync(Setup, Output, Cancellation)));

    Target PrepareSelfTest =>
        _ => _.Unlisted().Executes(() => ClassifiedAsync(() => HostPreparation.ForSelfTestAsync(Setup, Output, Cancellation)));
}
