using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace MailFactory.Testing.Installs;

/// <summary>
/// Takes the progress events that installers post over HTTP, and appends each as a line to a machine's log. It listens on the
/// loopback address only; a guest reaches it through QEMU's user network.
/// </summary>
public sealed class InstallEventListener : IAsyncDisposable
{
    /// <summary>The host's loopback address as a guest on QEMU's user network sees it.</summary>
    private const string HostSeenByGuest = "10.0.2.2";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, string> _logs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1);
    private Task _accepting = Task.CompletedTask;

    private InstallEventListener()
    {
    }

    /// <summary>The port on the loopback address.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Starts to listen on a free port.</summary>
    public static InstallEventListener Start()
    {
        var listener = new InstallEventListener();
        listener._listener.Start();
        listener._accepting = listener.AcceptAsync();
        return listener;
    }

    /// <summary>Opens an address of its own for one machine, whose events go to the log; nobody else knows the address.</summary>
    public Uri Open(string logPath)
    {
        var path = $"/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        _logs[path] = logPath;
        return new Uri($"http://{HostSeenByGuest}:{Port}{path}");
    }

    /// <summary>Stops listening and lets the requests in work end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        _stop.Dispose();
        _writing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var answering = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
                answering.RemoveAll(task => task.IsCompleted);
                answering.Add(AnswerAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(answering).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var owned = client;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(_patience);
        try
        {
            var stream = client.GetStream();
            var request = await PostRequest.ReadAsync(stream, limit.Token).ConfigureAwait(false);
            var status = await StatusAsync(request, limit.Token).ConfigureAwait(false);
            await stream.WriteAsync(PostRequest.Answer(status), limit.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // The guest went away or was too slow: an event less. The console and the log on the serial port remain.
        }
    }

    private async Task<HttpStatusCode> StatusAsync(PostRequest? request, CancellationToken cancellationToken)
    {
        if (request is null)
        {
            return HttpStatusCode.BadRequest;
        }

        if (!_logs.TryGetValue(request.Path, out var log))
        {
            return HttpStatusCode.NotFound;
        }

        if (InstallEvent.Parse(request.Body) is not { } happened)
        {
            return HttpStatusCode.BadRequest;
        }

        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await File.AppendAllTextAsync(log, $"{happened}\n", cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }

        return HttpStatusCode.OK;
    }
}
