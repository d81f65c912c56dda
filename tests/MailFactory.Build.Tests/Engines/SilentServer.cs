using System.Net;
using System.Net.Sockets;

namespace MailFactory.Build.Tests.Engines;

/// <summary>A server that takes every call and answers none, so that whoever asks it goes on waiting.</summary>
internal sealed class SilentServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<TcpClient> _calls = [];
    private readonly Task _serving;

    public SilentServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Whether it was called yet.</summary>
    public bool IsAsked => _asked.Task.IsCompleted;

    /// <summary>Ends all calls, and refuses those to come.</summary>
    public void HangUp()
    {
        _listener.Stop();
        lock (_calls)
        {
            _calls.ForEach(call => call.Dispose());
        }
    }

    public async ValueTask DisposeAsync()
    {
        HangUp();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var call = await _listener.AcceptTcpClientAsync();
                lock (_calls)
                {
                    _calls.Add(call);
                }

                _asked.TrySetResult();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Hung up.
        }
    }
}
