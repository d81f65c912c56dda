using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>Passes on how far one stage of one distro is.</summary>
internal sealed class StageProgress(SessionView view, string distro, Stage stage, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    /// <summary>Reports a phase, how much of the whole is done in percent, and what is left to wait for when that is known.</summary>
    public void Report(string phase, double? percent = null, TimeSpan? remaining = null, string? note = null) =>
        view.Report(
            new StageProgressed
            {
                Time = time.GetUtcNow(),
                Distro = distro,
                Stage = stage,
                Phase = phase,
                Percent = percent,
                Elapsed = time.GetElapsedTime(_started),
                Remaining = remaining,
                Note = note,
            }
        );
}
