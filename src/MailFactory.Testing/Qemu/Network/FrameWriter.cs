using System.Net.Sockets;
using System.Threading.Channels;

namespace MailFactory.Testing.Qemu.Network;

/// <summary>
/// Writes frames to a socket of QEMU without holding up who sends them: what QEMU cannot take is lost, as on any network.
/// </summary>
internal sealed class FrameWriter : IAsyncDisposable
{
    private const int LongestQueue = 64;

    private readonly NetworkStream _to;
    private readonly Channel<byte[]> _waiting = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(LongestQueue) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );
    private readonly Task _working;

    /// <summary>Starts writing to <paramref name="to"/>, which it then owns.</summary>
    public FrameWriter(NetworkStream to)
    {
        _to = to;
        _working = Task.Run(WriteAsync);
    }

    /// <summary>Sends whole frames, each behind its length.</summary>
    public void Send(byte[] frames) => _waiting.Writer.TryWrite(frames);

    /// <summary>Closes the socket; what waits is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _to.DisposeAsync().ConfigureAwait(false);
        await _working.ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var frames in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                await _to.WriteAsync(frames).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // QEMU has ended, or this run has left the gate.
        }
    }
}
