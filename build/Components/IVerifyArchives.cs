using MailFactory.Testing.Commands;
using Nuke.Common;

/// <summary>Whether the archive is what its manifests say.</summary>
interface IVerifyArchives : IHasRun, IHasWorkDirectory
{
    Target VerifyArchives =>
        _ =>
            _.Description("Verifies the archived disks against their manifests and SHA256SUMS; needs no network")
                .After<IInstallMachines>(x => x.ArchiveVms)
                .Executes(() => ClassifiedAsync(() => ArchiveCheck.RunAsync(Options, Output, Cancellation)));
}
