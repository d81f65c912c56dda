using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>A stage that is passed over for the distros that do not need it.</summary>
/// <param name="work">The stage.</param>
/// <param name="options">What was asked for.</param>
internal sealed class OptionalStage(StageWork work, RunOptions options) : StageWork
{
    public override Stage Stage => work.Stage;

    public override bool IsDone(DistroRun run) => IsNeedless(run) || work.IsDone(run);

    public override IReadOnlyList<string> FilesOf(DistroRun run) => IsNeedless(run) ? [] : work.FilesOf(run);

    public override Task<StageOutcome> RunAsync(DistroRun run, CancellationToken cancellationToken) =>
        IsNeedless(run) ? Task.FromResult(StageOutcome.Reused(NeedlessStages.Reason)) : work.RunAsync(run, cancellationToken);

    private bool IsNeedless(DistroRun run) => NeedlessStages.Of(options, run.Distro).Contains(Stage);
}
