using System.Net;
using System.Net.Sockets;
using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Tests.MailProtocols;

/// <summary>A mail server is foreign: what it sends has a bound.</summary>
public sealed class LineConnectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_line_without_end_is_given_up_and_not_kept() =>
        Assert.Contains(
            "a line of more than 256 KiB",
            await ErrorAsync([.. Enumerable.Repeat((byte)'x', 64 * 1024)]),
            StringComparison.Ordinal
        );

    [Fact(Timeout = 60_000)]
    public async Task Lines_without_end_are_given_up() =>
        Assert.Contains(
            "more than 200000 lines on one connection",
            await ErrorAsync([.. Enumerable.Repeat((byte)'\n', 64 * 1024)]),
            StringComparison.Ordinal
        );

    [Fact(Timeout = 60_000)]
    public async Task Bytes_without_end_are_given_up() =>
        Assert.Contains(
            "more than 64 MiB on one connection",
            await ErrorAsync([.. Enumerable.Repeat((byte)'x', (64 * 1024) - 1), (byte)'\n']),
            StringComparison.Ordinal
        );

    private static async Task<string> ErrorAsync(byte[] piece)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var flooding = FloodAsync(listener, piece);
        var transcript = new Transcript();
        var target = new MailServerTarget
        {
            Ports = new Dictionary<MailService, int> { [MailService.Smtp] = ((IPEndPoint)listener.LocalEndpoint).Port },
            Configuration = null!,
            CaCertificatePem = string.Empty,
        };
        await using var connection = await LineConnection.ConnectAsync(
            target,
            MailService.Smtp,
            transcript,
            TimeSpan.FromSeconds(10),
            Cancellation
        );
        var error = await Assert.ThrowsAsync<MailProtocolException>(async () =>
        {
            while (true)
            {
                await connection.ReadLineAsync(Cancellation);
            }
        });
        Assert.InRange(transcript.Lines.Sum(line => line.Length), 0, 50_000_000);
        await connection.DisposeAsync();
        await flooding;
        return error.Message;
    }

    private static async Task FloodAsync(TcpListener listener, byte[] piece)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancellation);
        try
        {
            for (var sent = 0L; sent < 400_000_000; sent += piece.Length)
            {
                await client.GetStream().WriteAsync(piece, Cancellation);
            }
        }
        catch (IOException)
        {
            // The client has had enough.
        }
    }
}
