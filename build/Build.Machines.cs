using MailFactory.Testing.Pipeline;
using MailFactory.Testing.Runs;
using Nuke.Common;

partial class Build
{
    Target CreateVms => _ => _
        .Description("Creates disks, answer files and the other inputs of the machines")
        .DependsOn(VerifyIsos)
        .OnlyWhenDynamic(() => IsAnyDistroLeft)
        .ProceedAfterFailure()
        .Executes(() => MatrixStageAsync(Stage.Create));

    Target MonitorInstalls => _ => _
        .Description("Runs each distro's own installer and watches it to its proven end")
        .DependsOn(CreateVms)
        .OnlyWhenDynamic(() => IsAnyDistroLeft)
        .ProceedAfterFailure()
        .Executes(() => MatrixStageAsync(Stage.Install));

    Target ArchiveVms => _ => _
        .Description("Compresses the installed disks into the archive, with manifest and checksums")
        .DependsOn(MonitorInstalls)
        .OnlyWhenDynamic(() => IsAnyDistroLeft)
        .ProceedAfterFailure()
        .Executes(() => MatrixStageAsync(Stage.Archive));

    Target ListVms => _ => _
        .Description("Lists archives, machine folders and running machines in the work directory")
        .Executes(() => Listings.MachinesAsync(Options, Console.Out, Cancellation));

    Target DeleteVms => _ => _
        .Description("Deletes the machine folders of the distros given; archives stay")
        .Requires(() => Distros.Length > 0)
        .Executes(() => ClassifiedAsync(() => Listings.DeleteMachinesAsync(Options, Console.Out, Cancellation)));
}
