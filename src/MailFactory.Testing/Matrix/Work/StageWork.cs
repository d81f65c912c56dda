using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>The work of one stage for any distro.</summary>
internal abstract class StageWork
{
    /// <summary>The stage.</summary>
    public abstract Stage Stage { get; }

    /// <summary>Whether an earlier result holds, so that the work is over at once and takes nothing of the host.</summary>
    public virtual bool IsDone(DistroRun run) => false;

    /// <summary>
    /// The files that the stage leaves, whatever it comes to, relative to the work directory; only those that are there.
    /// </summary>
    public virtual IReadOnlyList<string> FilesOf(DistroRun run) => [];

    /// <summary>Does the work; expected bad news is an outcome, exceptions are for broken tools and input.</summary>
    public abstract Task<StageOutcome> RunAsync(DistroRun run, CancellationToken cancellationToken);
}
