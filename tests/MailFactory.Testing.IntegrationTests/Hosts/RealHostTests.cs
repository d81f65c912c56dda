using System.Net;
using System.Net.Sockets;
using MailFactory.Testing.Hosts;

namespace MailFactory.Testing.IntegrationTests.Hosts;

/// <summary>The host check on the host that runs the tests, and its probe over real sockets.</summary>
public sealed class RealHostTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task Tools_of_this_host_are_found_with_their_versions()
    {
        Tools.Require("qemu-img", "gpgv", "xz");
        var facts = await new HostFactsReader().ReadAsync(HostTools.All, AppContext.BaseDirectory, TestContext.Current.CancellationToken);
        Assert.All(
            facts.Tools.Where(fact => fact.Tool.Name is "qemu-img" or "gpgv" or "xz"),
            fact => Assert.Matches(@"\d+\.\d+", fact.Version)
        );
    }

    [Fact(Timeout = Limit)]
    public async Task This_host_tells_its_memory_disk_and_limits()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        var facts = await new HostFactsReader().ReadAsync([], AppContext.BaseDirectory, TestContext.Current.CancellationToken);
        Assert.InRange(facts.AvailableMemoryMiB ?? 0, 1, long.MaxValue);
        Assert.InRange(facts.FreeDiskGiB ?? 0, 0.001, double.MaxValue);
        Assert.InRange(facts.OpenFileLimit ?? long.MaxValue, 1, long.MaxValue);
    }

    [Fact(Timeout = Limit)]
    public async Task A_mirror_that_listens_is_asked_for_the_head_of_its_index()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answer = AskAsync(listener.LocalEndpoint);
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        Assert.Equal("HEAD /debian/dists/stable/InRelease HTTP/1.1", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        await client
            .GetStream()
            .WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Null((await answer).Problem);
    }

    [Fact(Timeout = Limit)]
    public async Task A_port_where_nobody_listens_is_a_problem_and_no_exception()
    {
        EndPoint endpoint;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            endpoint = listener.LocalEndpoint;
        }

        Assert.Contains("refused", (await AskAsync(endpoint)).Problem, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<MirrorAnswer> AskAsync(EndPoint endpoint)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        return await new MirrorProbe(http, TimeProvider.System).AskAsync(
            new Uri($"http://{endpoint}/debian"),
            "stable",
            TestContext.Current.CancellationToken
        );
    }
}
