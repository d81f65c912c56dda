using MailFactory.Testing.Commands;
using Nuke.Common;

/// <summary>Whether this host can do the work.</summary>
interface ICheckHost : IHasRun, IHasDistros, IHasMirror, IHasWorkDirectory
{
    Target Doctor =>
        _ =>
            _.Description("Checks this host: tools, accelerator, memory, disk, network")
                .After<IPrepareHost>(x => x.PrepareHost)
                .Executes(() => ClassifiedAsync(() => HostCheck.RunAsync(Options, Output, Cancellation)));
}
