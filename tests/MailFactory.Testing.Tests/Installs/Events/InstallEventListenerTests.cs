using System.Net;
using System.Net.Sockets;
using System.Text;
using MailFactory.Testing.Installs.Events;

namespace MailFactory.Testing.Tests.Installs.Events;

public sealed class InstallEventListenerTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly InstallEventListener _listener = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Log => _folder.PathOf("events.log");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _listener.DisposeAsync();
        _folder.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task An_event_becomes_a_line_as_subiquity_prints_it()
    {
        var address = _listener.Open(Log);
        Assert.Equal(
            HttpStatusCode.OK,
            await PostAsync(
                address,
                """{"name":"subiquity/Late/run","description":"late","event_type":"start","origin":"curtin","timestamp":1.5}"""
            )
        );
        Assert.Equal(
            HttpStatusCode.OK,
            await PostAsync(address, """{"name":"subiquity/Late/run","description":"a\nb","event_type":"finish","result":"FAIL"}""")
        );
        Assert.Equal(
            "start: subiquity/Late/run: late\nfinish: subiquity/Late/run: FAIL: a b\n",
            await File.ReadAllTextAsync(Log, Cancellation)
        );
    }

    [Theory(Timeout = 30_000)]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"name":1,"event_type":"start"}""")]
    [InlineData("""{"event_type":"\ud800"}""")]
    [InlineData("""{"event_type":"start","name":"\udc00"}""")]
    [InlineData("""{"\ud800":1,"event_type":"start"}""")]
    public async Task What_is_no_event_is_refused_and_leaves_no_trace(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(_listener.Open(Log), body));
        Assert.False(File.Exists(Log));
    }

    [Fact(Timeout = 30_000)]
    public async Task Nobody_can_guess_the_address_of_a_machine()
    {
        var address = _listener.Open(Log);
        Assert.NotEqual(address, _listener.Open(_folder.PathOf("other.log")));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(new Uri(address, "/guess"), """{"name":"x","event_type":"start"}"""));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task A_request_that_is_no_post_of_a_bearable_size_is_refused(string request) =>
        Assert.StartsWith("HTTP/1.1 400 ", await SayAsync(request), StringComparison.Ordinal);

    [Fact(Timeout = 30_000)]
    public async Task Many_events_at_once_are_all_written_whole()
    {
        var address = _listener.Open(Log);
        await Task.WhenAll(
            Enumerable.Range(0, 50).Select(number => PostAsync(address, $$"""{"name":"step {{number}}","event_type":"start"}"""))
        );
        Assert.Equal(
            Enumerable.Range(0, 50).Select(number => $"start: step {number}: ").Order(),
            (await File.ReadAllLinesAsync(Log, Cancellation)).Order()
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_a_thousand_connections_few_are_in_work_and_another_machine_is_heard_at_once()
    {
        await using var hostile = new InstallEventPort(Log);
        var connections = new List<TcpClient>();
        try
        {
            for (var number = 0; number < 1000; number++)
            {
                var client = new TcpClient();
                connections.Add(client);
                var connecting = client.ConnectAsync(IPAddress.Loopback, hostile.Port, Cancellation).AsTask();
                if (await Task.WhenAny(connecting, Task.Delay(200, Cancellation)) != connecting)
                {
                    break;
                }
            }

            var other = _listener.Open(_folder.PathOf("other.log"));
            Assert.NotEqual(hostile.Port, other.Port);
            Assert.Equal(HttpStatusCode.OK, await PostAsync(other, """{"name":"x","event_type":"start"}"""));
            Assert.InRange(connections.Count, 9, 1000);
            Assert.InRange(Accepted(hostile.Port), 1, 8);
        }
        finally
        {
            connections.ForEach(client => client.Dispose());
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_machine_whose_installer_has_ended_is_listened_to_no_more()
    {
        var address = _listener.Open(Log);
        Assert.Equal(address.Port, _listener.PortOf(Log));
        await _listener.CloseAsync(Log);
        Assert.Null(_listener.PortOf(Log));
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(address, """{"name":"x","event_type":"start"}"""));
    }

    // A guest names the address it knows the host by, which is not the one we listen on.
    private async Task<HttpStatusCode> PostAsync(Uri address, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new UriBuilder(address) { Host = "127.0.0.1" }.Uri)
        {
            Content = content,
        };
        request.Headers.Host = address.Authority;
        using var response = await _http.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    // A connection that waits to be accepted belongs to no file yet: its inode is 0 (proc_pid_net(5)).
    private static int Accepted(int port) =>
        File.ReadLines("/proc/self/net/tcp")
            .Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(fields => fields[1].EndsWith($":{port:X4}", StringComparison.Ordinal) && fields[3] == "01" && fields[9] != "0");

    private async Task<string> SayAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _listener.Open(Log).Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
