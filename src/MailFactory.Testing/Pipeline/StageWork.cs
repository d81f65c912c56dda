using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Pipeline;

/// <summary>The work of one stage for any distro.</summary>
public abstract class StageWork
{
    /// <summary>The stage.</summary>
    public abstract Stage Stage { get; }

    /// <summary>Whether the work runs a machine and so needs one of the host's machine slots.</summary>
    public virtual bool NeedsMachine => false;

    /// <summary>How long the work may take at most.</summary>
    public virtual TimeSpan Timeout => TimeSpan.FromHours(1);

    /// <summary>Does the work; expected bad news is an outcome, exceptions are for broken tools and input.</summary>
    public abstract Task<StageOutcome> RunAsync(DistroRun run, CancellationToken cancellationToken);
}
