using MailFactory.Testing.Amounts;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>Fetches a distro's install medium.</summary>
/// <param name="frame">The run.</param>
/// <param name="media">Where media are.</param>
internal sealed class DownloadStage(RunFrame frame, MediaStore media) : StageWork<NothingYet>
{
    public override Stage Stage => Stage.Download;

    protected override async Task<StageOutcome> RunAsync(Distro distro, NothingYet from, CancellationToken cancellationToken)
    {
        var progress = frame.Progress(distro, Stage);
        var bytes = new SynchronousProgress<DownloadProgress>(done =>
            progress.Report(
                done.WaitingFor is { } holder ? $"waiting for {holder}" : "downloading",
                done.Total is > 0 ? 100.0 * done.Bytes / done.Total.Value : null,
                done.Remaining,
                done.BytesPerSecond is { } rate ? $"{Sizes.TenthsOfMegabytes(rate)}/s" : null
            )
        );
        var outcome = await media
            .DownloadAsync(distro, MediaOptionsCheck.Media(frame.Options), bytes, cancellationToken)
            .ConfigureAwait(false);
        if (!outcome.IsSuccess)
        {
            return StageOutcome.Failed(outcome.Failure.FailureClass, outcome.Failure.Reason);
        }

        var ended = distro.EndOfLifeNote(DateOnly.FromDateTime(frame.Time.GetUtcNow().UtcDateTime));
        IReadOnlyList<string> notes = ended is null ? outcome.Value.Notes : [ended, .. outcome.Value.Notes];
        foreach (var sentence in notes)
        {
            frame.Say(distro, sentence);
        }

        var file = new FileInfo(outcome.Value.FilePath);
        return StageOutcome.Passed($"{file.Name}, {Sizes.Megabytes(file.Length)}") with
        {
            Product = new FetchedMedium(outcome.Value),
            Evidence = [$"sha256 {outcome.Value.Sha256}", .. notes],
        };
    }
}
