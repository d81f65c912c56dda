using System.Net.Sockets;
using System.Text;

namespace MailFactory.Testing.Tests.Downloads;

public sealed class FaultyServerTests
{
    [Theory(Timeout = 30_000)]
    [InlineData("HEAD", "")]
    [InlineData("GET", "not here")]
    public async Task Only_an_answer_to_HEAD_has_no_body(string method, string body)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var server = new FaultyServer(_ => new FaultyAnswer(404, "not here"u8.ToArray()));
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, cancellation);
        await client
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes($"{method} / HTTP/1.1\r\nHost: {server.Address.Authority}\r\nConnection: close\r\n\r\n"),
                cancellation
            );
        var answer = await new StreamReader(client.GetStream()).ReadToEndAsync(cancellation);
        Assert.Contains("Content-Length: 8\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(body, answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
    }
}
