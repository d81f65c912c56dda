using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailFactory.Build.Tests.Scripts;

/// <summary>A server on this host in the place of the vendor's: it has one script, and counts who asks for it.</summary>
internal sealed class LoopbackVendor : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private int _requests;

    public LoopbackVendor(string script)
    {
        Script = script;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/dotnet-install.sh";
        }

        _listener.Prefixes.Add(new Uri(Url).GetLeftPart(UriPartial.Authority) + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Script { get; set; }

    public string Url { get; }

    public int Requests => _requests;

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var call = await _listener.GetContextAsync();
                Interlocked.Increment(ref _requests);
                call.Response.StatusCode = call.Request.Url!.AbsoluteUri == Url ? 200 : 404;
                if (call.Response.StatusCode == 200)
                {
                    await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Script));
                }

                call.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Closed: the test is over.
        }
    }
}
