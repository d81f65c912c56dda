using MailFactory.Testing.Runs;
using Nuke.Common;

/// <summary>Machines: created, installed, archived.</summary>
interface IInstallMachines : IHasMatrix, IHasMachines, IHasMirror
{
    Target CreateVms =>
        _ =>
            _.Description("Creates disks, answer files and whatever else the machines need")
                .DependsOn<IFetchMedia>(x => x.VerifyIsos)
                .OnlyWhenDynamic(() => IsAnyDistroLeft, DistroLeft)
                .ProceedAfterFailure()
                .Executes(() => MatrixStageAsync(Stage.Create));

    Target MonitorInstalls =>
        _ =>
            _.Description(
                    "Runs each distro's own installer and watches it until it has provably finished\nExample: ./build.sh "
                        + "MonitorInstalls --distro debian-13 --memory 4096 --cpus 4"
                )
                .DependsOn(CreateVms)
                .OnlyWhenDynamic(() => IsAnyDistroLeft, DistroLeft)
                .ProceedAfterFailure()
                .Executes(() => MatrixStageAsync(Stage.Install));

    Target ArchiveVms =>
        _ =>
            _.Description("Compresses the installed disks into the archive, with manifests and checksums")
                .DependsOn(MonitorInstalls)
                .OnlyWhenDynamic(() => IsAnyDistroLeft, DistroLeft)
                .ProceedAfterFailure()
                .Executes(() => MatrixStageAsync(Stage.Archive));
}
