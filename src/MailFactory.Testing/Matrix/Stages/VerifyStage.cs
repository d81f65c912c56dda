using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>Proves the medium on disk once more, along its chain of trust.</summary>
/// <param name="media">Where media are.</param>
internal sealed class VerifyStage(MediaStore media) : StageWork
{
    public override Stage Stage => Stage.Verify;

    public override async Task<StageOutcome> RunAsync(DistroRun run, CancellationToken cancellationToken)
    {
        var outcome = await media.VerifyAsync(run.Distro, run.Medium, cancellationToken).ConfigureAwait(false);
        if (!outcome.IsSuccess)
        {
            return StageOutcome.Failed(outcome.Failure.FailureClass, outcome.Failure.Reason);
        }

        run.Medium = outcome.Value;
        return StageOutcome.Passed($"{MediaOptionsCheck.Name(outcome.Value.Trust)}: {outcome.Value.Proof}") with
        {
            Evidence = [outcome.Value.Proof],
        };
    }
}
