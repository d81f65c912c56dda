using MailFactory.Testing.Amounts;

namespace MailFactory.Testing.Conformance;

/// <summary>Ends a check that hears nothing new for too long, or that takes too long in all.</summary>
internal sealed class CheckDeadline : IDisposable
{
    private readonly CancellationTokenSource _quiet;
    private readonly CancellationTokenSource _all;
    private readonly CancellationTokenSource _either;
    private readonly TimeSpan _quietLimit;
    private readonly TimeSpan _longest;

    /// <summary>Starts the clocks.</summary>
    public CheckDeadline(TimeSpan quietLimit, TimeSpan longest, TimeProvider time)
    {
        (_quietLimit, _longest) = (quietLimit, longest);
        _quiet = new CancellationTokenSource(quietLimit, time);
        _all = new CancellationTokenSource(longest, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_quiet.Token, _all.Token);
    }

    /// <summary>Cancelled when the check's time is over.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Which limit was passed, in words.</summary>
    public string Why =>
        _all.IsCancellationRequested
            ? $"did not finish within {Spans.Seconds(_longest)}"
            : $"did not finish: nothing was heard for {Spans.Seconds(_quietLimit)}";

    /// <summary>Something was heard: the time of quiet begins anew.</summary>
    public void Extend()
    {
        try
        {
            _quiet.CancelAfter(_quietLimit);
        }
        catch (ObjectDisposedException)
        {
            // A connection that outlives its check may still say something.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _either.Dispose();
        _quiet.Dispose();
        _all.Dispose();
    }
}
