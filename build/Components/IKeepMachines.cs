using MailFactory.Testing.Commands;
using Nuke.Common;

/// <summary>Machines that keep running without a build, for people to look into.</summary>
interface IKeepMachines : IHasMatrix, IHasMachines
{
    Target StartVms =>
        _ =>
            _.Description(
                    "Starts a machine on a copy of each distro's archived disk, and says how to log in\nExample: ./build.sh "
                        + "StartVms --distro debian-13"
                )
                .Requires(() => Distros)
                .After<ITestMailServer>()
                .Executes(() => ClassifiedAsync(() => new MachineStart(Options, Output).RunAsync(Cancellation)));

    Target StopVms =>
        _ =>
            _.Description("Powers down the machines that StartVms or --keep-vms left running; their disks are kept")
                .Executes(() => ClassifiedAsync(() => MachineStop.RunAsync(Options, Output, Cancellation)));
}
