using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace MailFactory.Testing.Installs.Events;

/// <summary>
/// The port at which one machine's installer posts its events. A guest may send what it likes, so everything has a bound: how many
/// connections at once, how long one may last, how long a request is. How much may be written in all is the install monitor's to
/// judge, for whom the log counts like the console.
/// </summary>
internal sealed class InstallEventPort : IAsyncDisposable
{
    private const int MostConnections = 8;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly string _logPath;
    private readonly Task _accepting;

    /// <summary>Listens on a free port.</summary>
    public InstallEventPort(string logPath)
    {
        _logPath = logPath;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port on the loopback address.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The path to post to, which nobody can guess.</summary>
    public string Path { get; } = $"/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";

    /// <summary>Stops listening and lets the requests in work end.</summary>
    public async ValueTask DisposeAsync()
    {
        // Stopped last: a listener that has stopped refuses to be asked for the next connection.
        await _stop.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Stop();
        _listener.Dispose();
        _stop.Dispose();
        _writing.Dispose();
    }

    // The next one is taken when one of those in work is over: until then connections wait in the kernel, which bounds them too.
    private async Task AcceptAsync()
    {
        var answering = new List<Task>();
        try
        {
            while (true)
            {
                answering.RemoveAll(task => task.IsCompleted);
                if (answering.Count == MostConnections)
                {
                    await Task.WhenAny(answering).ConfigureAwait(false);
                    continue;
                }

                answering.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false)));
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

        if (request.Path != Path)
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
            await File.AppendAllTextAsync(_logPath, $"{happened}\n", cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }

        return HttpStatusCode.OK;
    }
}
