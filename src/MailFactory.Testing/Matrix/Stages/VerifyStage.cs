using MailFactory.Testing.Distros;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>Proves the medium on disk once more, along its chain of trust.</summary>
/// <param name="media">Where media are.</param>
internal sealed class VerifyStage(MediaStore media) : StageWork<FetchedMedium>
{
    public override Stage Stage => Stage.Verify;

    protected override async Task<StageOutcome> RunAsync(Distro distro, FetchedMedium from, CancellationToken cancellationToken)
    {
        var outcome = await media.VerifyAsync(distro, from.Medium, cancellationToken).ConfigureAwait(false);
        if (!outcome.IsSuccess)
        {
            return StageOutcome.Failed(outcome.Failure.FailureClass, outcome.Failure.Reason);
        }

        return StageOutcome.Passed($"{MediaOptionsCheck.Name(outcome.Value.Trust)}: {outcome.Value.Proof}") with
        {
            Product = new ProvenMedium(outcome.Value),
            Evidence = [outcome.Value.Proof],
        };
    }
}
