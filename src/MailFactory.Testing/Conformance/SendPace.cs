using System.Diagnostics.CodeAnalysis;

namespace MailFactory.Testing.Conformance;

/// <summary>Keeps to the number of messages that the server takes from one client in a minute.</summary>
/// <param name="perMinute">The number; no limit when null.</param>
/// <param name="time">The clock.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing.")]
internal sealed class SendPace(int? perMinute, TimeProvider time)
{
    // A little more than the server's minute, whose start is not known here.
    private static readonly TimeSpan _minute = TimeSpan.FromSeconds(63);
    private readonly Queue<long> _sent = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Waits until one more message may be sent, and counts it.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (perMinute is not { } most)
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_sent.Count >= most && _minute - time.GetElapsedTime(_sent.Dequeue()) is var rest && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, time, cancellationToken).ConfigureAwait(false);
            }

            _sent.Enqueue(time.GetTimestamp());
        }
        finally
        {
            _turn.Release();
        }
    }
}
