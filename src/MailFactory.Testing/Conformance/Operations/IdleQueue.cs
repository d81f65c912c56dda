using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>
/// Tells whether mail can still be on its way: a queue that was empty for ten seconds, scaled, has nothing to deliver any more, and whoever
/// waits for a message that was lost need not wait to the end.
/// </summary>
/// <param name="context">What the check works with.</param>
internal sealed class IdleQueue(CheckContext context) : IDisposable
{
    private const double IdleSeconds = 10;
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _looking = new(1);
    private DateTimeOffset? _emptySince;
    private DateTimeOffset? _looked;

    /// <summary>
    /// Whether nothing was in the queue for long enough; never, where it cannot be looked into. It is looked into every two seconds at most,
    /// however many ask.
    /// </summary>
    public async Task<bool> IsIdleAsync(CancellationToken cancellationToken)
    {
        if (!context.SeesServices)
        {
            return false;
        }

        await _looking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = context.Time.GetUtcNow();
            if (_looked is null || now - _looked >= _betweenLooks)
            {
                _looked = now;
                var isEmpty = await IsEmptyAsync(cancellationToken).ConfigureAwait(false);
                _emptySince = isEmpty ? _emptySince ?? now : null;
            }

            return now - _emptySince >= context.Scaled(IdleSeconds);
        }
        finally
        {
            _looking.Release();
        }
    }

    private async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await MailQueue.ReadAsync(context, cancellationToken).ConfigureAwait(false)).Count == 0;
        }
        catch (MailProtocolException)
        {
            // Postfix is down: what it holds is not known.
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _looking.Dispose();
}
