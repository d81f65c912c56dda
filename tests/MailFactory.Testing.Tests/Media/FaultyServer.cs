using System.Net;
using System.Net.Sockets;

namespace MailFactory.Testing.Tests.Media;

/// <summary>An HTTP server on loopback that answers each request as the test says; it can cut an answer short.</summary>
internal sealed class FaultyServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HttpListenerRequest, FaultyAnswer> _answer;

    public FaultyServer(Func<HttpListenerRequest, FaultyAnswer> answer)
    {
        _answer = answer;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public List<string> Ranges { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // The client or the test has gone.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        Ranges.Add(context.Request.Headers["Range"] ?? string.Empty);
        var answer = _answer(context.Request);
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentLength64 = answer.Announced ?? answer.Content.Length;
        if (answer.ETag is { } tag)
        {
            response.Headers["ETag"] = tag;
        }

        if (answer.ContentRange is { } range)
        {
            response.Headers["Content-Range"] = range;
        }

        await response.OutputStream.WriteAsync(answer.Content);
        await response.OutputStream.FlushAsync();
        if (answer.Announced is null)
        {
            response.Close();
        }
        else
        {
            response.Abort();
        }
    }
}
