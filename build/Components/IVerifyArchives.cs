using MailFactory.Testing.Pipeline;
using Nuke.Common;

/// <summary>Whether the archive is what its manifests say.</summary>
interface IVerifyArchives : IHasRun, IHasWorkDirectory
{
    Target VerifyArchives => _ => _
        .Description("Proves the archived disks against their manifests and SHA256SUMS, without a network")
        .After<IInstallMachines>(x => x.ArchiveVms)
        .Executes(() => ClassifiedAsync(() => ArchiveCheck.RunAsync(Options, Output, Cancellation)));
}
