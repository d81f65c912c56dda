using MailFactory.Testing.Distros;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Matrix;

/// <summary>Makes the result of a session from what its run has reached so far.</summary>
internal static class SessionResult
{
    /// <summary>The result.</summary>
    /// <param name="state">The run as it was recorded.</param>
    /// <param name="accelerator">The accelerator in a few words.</param>
    /// <param name="image">The disk that was tested in place of an installed one.</param>
    /// <param name="host">What the run may take of the host.</param>
    /// <param name="run">The distros and what has ended.</param>
    /// <param name="duration">How long it took so far.</param>
    public static RunResult Of(RunState state, string accelerator, ImageOptions? image, HostBudget host, MatrixRun run, TimeSpan duration)
    {
        var ended = run.Ended;
        return new RunResult
        {
            RunId = state.RunId,
            Started = state.Started,
            Duration = duration,
            Distros = state.Distros,
            Accelerator = accelerator,
            Stages = ended,
            Host = Host(host),
            Tool = Provenance.Tool,
            Facts = [.. run.Distros.Select(distro => Facts(distro, run.ProductOf(distro), image, accelerator))],
        };
    }

    private static RunHost Host(HostBudget host) =>
        new()
        {
            Name = Environment.MachineName,
            MemoryMiB = host.Capacity.MemoryMiB,
            Cpus = host.Capacity.Cpus,
            DiskGiB = host.Capacity.DiskGiB,
            Machines = host.Machines == int.MaxValue ? null : host.Machines,
        };

    private static DistroFacts Facts(Distro distro, StageProduct product, ImageOptions? image, string accelerator) =>
        new()
        {
            Distro = distro.Id,
            Name = distro.Name,
            Accelerator = accelerator,
            Image = image?.File,
            Trust = product.Proven is { } medium ? MediaOptionsCheck.Name(medium.Trust) : null,
        };
}
