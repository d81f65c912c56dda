using MailFactory.Testing.Pipeline;
using Nuke.Common;

partial class Build
{
    Target PrepareHost => _ => _
        .Description("Finds the host tools that the matrix needs; with --setup installs the missing ones")
        .Executes(() => Host_.PrepareAsync(Options, HostPurpose.Matrix, Console.Out, Cancellation));

    Target Doctor => _ => _
        .Description("Checks this host: tools, accelerator, memory, disk, network")
        .Executes(() => HostCheck.RunAsync(Options, Console.Out, Cancellation));
}
