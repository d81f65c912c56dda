using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Matrix;

/// <summary>Makes the result of a session from what its run has come to so far.</summary>
internal static class SessionResult
{
    /// <summary>The result.</summary>
    public static RunResult Of(RunServices services, HostBudget host, MatrixRun run, TimeSpan duration)
    {
        var accelerator = SessionServices.Describe(services);
        var ended = run.Ended;
        var state = services.Recorder.Status.State;
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
            Facts = [.. run.Runs.Select(distro => Facts(distro, services.Options.Image, accelerator, ended))],
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
                ? MediaOptionsCheck.Name(run.Medium!.Trust)
                : null,
        };
}
