using MailFactory.Testing.Commands;
using Nuke.Common;

/// <summary>The schedule tried out, without a machine.</summary>
interface ISimulate : IHasRun, IHasMatrix, IHasMachines
{
    Target Simulate =>
        _ =>
            _.Description("Estimates how long the matrix would take on hosts of several sizes; starts nothing")
                .Executes(() => ClassifiedAsync(() => HostSimulation.PrintAsync(Options, Output)));
}
