using MailFactory.Testing.Pipeline.Scheduling;
using Nuke.Common;

partial class Build
{
    Target Simulate => _ => _
        .Description("Plays the matrix on hosts of several sizes and prints how long it would take; starts nothing")
        .Executes(() => ClassifiedAsync(() => HostSimulation.PrintAsync(Options, Console.Out)));
}
