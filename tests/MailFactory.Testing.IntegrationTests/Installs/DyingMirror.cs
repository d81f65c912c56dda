using System.Net;
using System.Net.Sockets;

namespace MailFactory.Testing.IntegrationTests.Installs;

/// <summary>
/// A Debian mirror that passes the first requests on to a real one and then is gone. It listens on all addresses' loopback side,
/// where a guest of QEMU's user network reaches it as 10.0.2.2.
/// </summary>
internal sealed class DyingMirror : IDisposable
{
    private static readonly Uri _real = new("http://deb.debian.org/");
    private readonly HttpClient _http = new();
    private readonly HttpListener _listener = new();
    private readonly int _answers;
    private int _answered;

    public DyingMirror(int answers)
    {
        _answers = answers;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add($"http://*:{Port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port { get; }

    /// <summary>How many requests were answered.</summary>
    public int Answered => Volatile.Read(ref _answered);

    public void Dispose()
    {
        _listener.Close();
        _http.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (Answered < _answers)
            {
                var context = await _listener.GetContextAsync();
                using var answer = await _http.GetAsync(new Uri(_real, context.Request.RawUrl));
                context.Response.StatusCode = (int)answer.StatusCode;
                await answer.Content.CopyToAsync(context.Response.OutputStream);
                context.Response.Close();
                Interlocked.Increment(ref _answered);
            }
        }
        catch (Exception error) when (error is HttpListenerException or HttpRequestException or ObjectDisposedException or IOException)
        {
            // The guest or the test has gone.
        }

        _listener.Close();
    }
}
