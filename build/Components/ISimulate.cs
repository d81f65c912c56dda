using MailFactory.Testing.Pipeline.Scheduling;
using Nuke.Common;

/// <summary>The schedule tried out, without a machine.</summary>
interface ISimulate : IHasRun, IHasMatrix, IHasMachines
{
    Target Simulate => _ => _
        .Description("Plays the matrix on hosts of several sizes and prints how long it would take; starts nothing")
        .Executes(() => ClassifiedAsync(() => HostSimulation.PrintAsync(Options, Output)));
}
