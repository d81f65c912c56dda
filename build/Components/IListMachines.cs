using MailFactory.Testing.Commands;
using Nuke.Common;

/// <summary>Machines that are there already.</summary>
interface IListMachines : IHasRun, IHasWorkDirectory
{
    Target ListVms =>
        _ =>
            _.Description("Lists archives, machine folders and running machines in the work directory")
                .Executes(() => Listings.MachinesAsync(Options, Output, Cancellation));
}
