using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>The work of one stage for any distro.</summary>
internal abstract class StageWork
{
    /// <summary>The stage.</summary>
    public abstract Stage Stage { get; }

    /// <summary>Whether an earlier result holds, so that the work is over at once and takes nothing of the host.</summary>
    /// <param name="distro">The distro.</param>
    /// <param name="product">What the stages before have made of it.</param>
    public abstract bool IsDone(Distro distro, StageProduct product);

    /// <summary>
    /// The files that the stage leaves, whatever it comes to, relative to the work directory; only those that are there.
    /// </summary>
    /// <param name="distro">The distro.</param>
    /// <param name="product">What this stage has made of it; what the stages before have, when it came to nothing.</param>
    public virtual IReadOnlyList<string> FilesOf(Distro distro, StageProduct product) => [];

    /// <summary>Does the work; expected bad news is an outcome, exceptions are for broken tools and input.</summary>
    /// <param name="distro">The distro.</param>
    /// <param name="product">What the stages before have made of it.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public abstract Task<StageOutcome> RunAsync(Distro distro, StageProduct product, CancellationToken cancellationToken);
}

/// <summary>The work of a stage that begins with what another has left.</summary>
/// <typeparam name="TFrom">What it begins with.</typeparam>
internal abstract class StageWork<TFrom> : StageWork
    where TFrom : StageProduct
{
    public sealed override bool IsDone(Distro distro, StageProduct product) => Earlier(product) is not null;

    /// <summary>Anything but what it begins with, or what makes it needless, is a defect in the order of stages, and throws.</summary>
    public sealed override Task<StageOutcome> RunAsync(Distro distro, StageProduct product, CancellationToken cancellationToken)
    {
        if (Earlier(product) is { } earlier)
        {
            return Task.FromResult(earlier);
        }

        return product is TFrom from
            ? RunAsync(distro, from, cancellationToken)
            : throw new InvalidOperationException(
                $"{distro.Id}: {RunWords.Of(Stage)} begins with {typeof(TFrom).Name}, and the stages before it have left {product.GetType().Name}"
            );
    }

    /// <summary>
    /// What there is to say when nothing is left to do, as an earlier stage has left more than this one would, or an earlier build came to
    /// its end; null otherwise.
    /// </summary>
    protected virtual StageOutcome? Earlier(StageProduct product) => null;

    /// <summary>Does the work.</summary>
    protected abstract Task<StageOutcome> RunAsync(Distro distro, TFrom from, CancellationToken cancellationToken);
}
