using MailFactory.Testing.Pipeline;
using Nuke.Common;

/// <summary>What is left in the work directory: looked at, and deleted.</summary>
interface IKeepMachines : IHasRun, IHasDistros
{
    Target ListVms => _ => _
        .Description("Lists archives, machine folders and running machines in the work directory")
        .Executes(() => Listings.MachinesAsync(Options, Console.Out, Cancellation));

    Target DeleteVms => _ => _
        .Description("Deletes the machine folders of the distros given; archives stay")
        .Requires(() => Distros)
        .Executes(() => ClassifiedAsync(() => Listings.DeleteMachinesAsync(Options, Console.Out, Cancellation)));
}
