using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Matrix;

/// <summary>Makes the result of a session from what its run has come to so far.</summary>
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
            Facts = [.. run.Runs.Select(distro => Facts(distro, image, accelerator, ended))],
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

    private static DistroFacts Facts(DistroRun run, ImageOptions? image, string accelerator, IReadOnlyList<StageResult> ended) =>
        new()
        {
            Distro = run.Distro.Id,
            Name = run.Distro.Name,
            Accelerator = accelerator,
            Image = image?.File,
            Trust = ended.Any(stage => stage.Distro == run.Distro.Id && stage is { Stage: Stage.Verify, Verdict: Verdict.Passed })
                ? MediaOptionsCheck.Name(run.Medium.Trust)
                : null,
        };
}
