using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MailFactory.TestKit;

/// <summary>
/// An HTTP server on loopback that answers each request as the test says; it can cut an answer short, drip it or hold it.
/// </summary>
internal sealed class FaultyServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<HttpListenerRequest, FaultyAnswer> _answer;
    private readonly ConcurrentQueue<string> _ranges = [];
    private long _bytesServed;

    public FaultyServer(Func<HttpListenerRequest, FaultyAnswer> answer)
    {
        _answer = answer;
        (_listener, Address) = Listen();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>The Range header of each request, empty where there was none.</summary>
    public IReadOnlyList<string> Ranges => [.. _ranges];

    /// <summary>Bytes of all bodies that were handed to the network.</summary>
    public long BytesServed => Interlocked.Read(ref _bytesServed);

    public void Dispose() => _listener.Close();

    // HttpListener takes no port 0, and another test may take a free port first.
    private static (HttpListener Listener, Uri Address) Listen()
    {
        for (var left = 20; ; left--)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add(address.AbsoluteUri);
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (left > 0)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The test is over.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            _ranges.Enqueue(context.Request.Headers["Range"] ?? string.Empty);
            var answer = _answer(context.Request);
            Describe(context.Response, answer);

            // HttpListener sends a body to HEAD too, where the client may take it for its next answer (RFC 9110, 9.3.2).
            await SendAsync(context.Response.OutputStream, context.Request.HttpMethod == "HEAD" ? answer with { Content = [] } : answer);
            if (answer.Announced is null)
            {
                context.Response.Close();
            }
            else
            {
                context.Response.Abort();
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The client or the test has gone.
        }
    }

    private static void Describe(HttpListenerResponse response, FaultyAnswer answer)
    {
        response.StatusCode = answer.Status;
        response.SendChunked = answer.IsChunked;
        if (!answer.IsChunked)
        {
            response.ContentLength64 = answer.Announced ?? answer.Content.Length;
        }

        response.ContentType = answer.ContentType;
        foreach (
            var (name, value) in new[]
            {
                ("ETag", answer.ETag),
                ("Content-Encoding", answer.ContentEncoding),
                ("Last-Modified", answer.LastModified),
                ("Content-Range", answer.ContentRange),
                ("Location", answer.Location),
                ("Retry-After", answer.RetryAfter),
            }
        )
        {
            if (value is not null)
            {
                response.Headers[name] = value;
            }
        }
    }

    private async Task SendAsync(Stream body, FaultyAnswer answer)
    {
        await answer.AtBeginning();
        var step = answer.StepBytes ?? Math.Max(answer.Content.Length, 1);
        for (var offset = 0; offset < answer.Content.Length; offset += step)
        {
            var part = answer.Content.AsMemory(offset, Math.Min(step, answer.Content.Length - offset));
            await body.WriteAsync(part);
            await body.FlushAsync();
            Interlocked.Add(ref _bytesServed, part.Length);
            await Task.Delay(answer.StepPause);
        }

        await answer.AtEnd();
    }
}
