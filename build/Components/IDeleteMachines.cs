using MailFactory.Testing.Commands;
using Nuke.Common;

/// <summary>Machines that are no longer wanted.</summary>
interface IDeleteMachines : IHasRun, IHasDistros, IHasWorkDirectory
{
    Target DeleteVms =>
        _ =>
            _.Description("Deletes the machine folders and saved states of the given distros; archives are kept")
                .Requires(() => Distros)
                .After<IKeepMachines>(x => x.StopVms)
                .Executes(() => ClassifiedAsync(() => Listings.DeleteMachinesAsync(Options, Output, Cancellation)));
}
