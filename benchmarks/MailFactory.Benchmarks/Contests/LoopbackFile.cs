using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace MailFactory.Benchmarks.Contests;

/// <summary>Serves one file over HTTP on the loopback address, whole or in parts, out of memory: as quick a server as there is.</summary>
internal sealed partial class LoopbackFile : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly byte[] _content;
    private readonly Task _serving;

    public LoopbackFile(byte[] content)
    {
        _content = content;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/file");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            _ = Task.Run(() => AnswerAsync(client));
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } request)
            {
                var (from, to, isPart) = (0L, _content.Length - 1L, false);
                while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } header)
                {
                    if (Range().Match(header) is { Success: true } range)
                    {
                        from = long.Parse(range.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                        to = range.Groups[2].Length > 0 ? long.Parse(range.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : to;
                        (to, isPart) = (Math.Min(to, _content.Length - 1L), true);
                    }
                }

                var status = isPart ? $"206 Partial Content\r\nContent-Range: bytes {from}-{to}/{_content.Length}" : "200 OK";
                var head = $"HTTP/1.1 {status}\r\nContent-Length: {to - from + 1}\r\nAccept-Ranges: bytes\r\nETag: \"1\"\r\n\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _end.Token);
                if (!request.StartsWith("HEAD", StringComparison.Ordinal))
                {
                    await stream.WriteAsync(_content.AsMemory((int)from, (int)(to - from + 1)), _end.Token);
                }
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
        {
            // The client has what it wants, or the contest is over.
        }
    }

    [GeneratedRegex(@"^Range: bytes=(\d+)-(\d*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
