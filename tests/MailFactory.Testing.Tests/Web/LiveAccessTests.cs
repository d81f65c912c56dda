using System.Net;
using System.Net.Sockets;
using MailFactory.Testing.Options;
using MailFactory.Web.Serving;

namespace MailFactory.Testing.Tests.Web;

/// <summary>Who may read the live page, and who may not.</summary>
public sealed class LiveAccessTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task The_printed_address_opens_the_page_and_the_token_leaves_the_address_bar()
    {
        await using var site = await LiveSite.StartAsync();
        using var opened = await site.SendAsync(HttpMethod.Get, $"/machine/debian-13?token={site.Token}");
        Assert.Equal(HttpStatusCode.SeeOther, opened.StatusCode);
        Assert.Equal("/machine/debian-13", opened.Headers.Location!.OriginalString);
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith(site.Cookie, cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("debian-13", await site.TextAsync("/"), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task The_printed_address_leads_to_no_other_host()
    {
        await using var site = await LiveSite.StartAsync();
        using var opened = await site.SendAsync(HttpMethod.Get, $"{site.Address}/attacker.example/?token={site.Token}");
        Assert.Equal("/attacker.example/", opened.Headers.Location!.OriginalString);
    }

    public static TheoryData<string, string, string, int> Attacks =>
        new()
        {
            { "another user of this host, without the token", "Accept", "*/*", 401 },
            { "a wrong token", "Cookie", "mail-factory-PORT=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 401 },
            { "an empty token", "Cookie", "mail-factory-PORT=", 401 },
            { "the cookie of another port", "Cookie", "mail-factory-1=TOKEN", 401 },
            { "a name turned to this address (DNS rebinding)", "Host", "attacker.example:PORT", 421 },
            { "a name that begins like ours", "Host", "localhost.attacker.example:PORT", 421 },
            { "an address of another interface", "Host", "192.0.2.1:PORT", 421 },
            { "a script or picture of another site", "Sec-Fetch-Site", "cross-site", 403 },
            { "a page of another port of this host", "Sec-Fetch-Site", "same-site", 403 },
        };

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Attacks))]
    public async Task Nobody_else_reads_anything(string attack, string header, string value, int status)
    {
        await using var site = await LiveSite.StartAsync();
        value = value
            .Replace("PORT", $"{site.Address.Port}", StringComparison.Ordinal)
            .Replace("TOKEN", site.Token, StringComparison.Ordinal);
        // Whoever is refused for another reason than the token has it.
        (string, string)[] headers = status == 401 ? [(header, value)] : [("Cookie", site.Cookie), (header, value)];
        foreach (
            var path in new[] { "/", "/stream", "/machine/debian-13", "/log/master", "/screen/debian-13", "/files/test_results/x.html" }
        )
        {
            using var response = await site.SendAsync(HttpMethod.Get, path, headers);
            Assert.True((int)response.StatusCode == status, $"{attack}: {path} gives {(int)response.StatusCode}");
            Assert.DoesNotContain(
                "fedora",
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
        }
    }

    [Theory(Timeout = Limit)]
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Nothing_can_be_changed(string method)
    {
        await using var site = await LiveSite.StartAsync();
        using var response = await site.SendAsync(new HttpMethod(method), "/", ("Cookie", site.Cookie));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact(Timeout = Limit)]
    public async Task A_link_that_somebody_follows_from_elsewhere_is_fine()
    {
        await using var site = await LiveSite.StartAsync();
        using var response = await site.SendAsync(
            HttpMethod.Get,
            "/",
            ("Cookie", site.Cookie),
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Mode", "navigate")
        );
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact(Timeout = Limit)]
    public async Task Every_answer_forbids_what_the_page_does_not_need()
    {
        await using var site = await LiveSite.StartAsync();
        foreach (var path in new[] { "/", "/assets/live.js", "/nowhere" })
        {
            using var response = await site.GetAsync(path);
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-store", Assert.Single(response.Headers.GetValues("Cache-Control")));
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData(null, "localhost", true)]
    [InlineData(null, "127.0.0.1", true)]
    [InlineData(null, "[::1]", true)]
    [InlineData(null, "192.0.2.7", false)]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "localhost", false)]
    [InlineData("192.0.2.7", "attacker.example", false)]
    [InlineData("0.0.0.0", "192.0.2.7", true)]
    [InlineData("0.0.0.0", "attacker.example", false)]
    public void A_server_knows_its_own_names(string? listen, string host, bool isOurs) =>
        Assert.Equal(isOurs, LiveAddress.Parse(listen, null).IsOurs(host));

    [Theory]
    [InlineData("eth0", null, "--listen eth0: must be an IP address of this host")]
    [InlineData("", null, "--listen")]
    [InlineData(null, 0, "--port 0: must be from 1 to 65535")]
    [InlineData(null, 65536, "--port 65536")]
    public void What_is_no_address_is_told(string? listen, int? port, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<RunOptionsException>(() => LiveAddress.Parse(listen, port)).Message,
            StringComparison.Ordinal
        );

    [Fact(Timeout = Limit)]
    public async Task A_taken_port_is_told_when_it_was_asked_for_and_passed_over_when_it_was_not()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        var error = await Assert.ThrowsAsync<RunOptionsException>(() => StartAsync(taken));
        Assert.Contains($"port {taken}", error.Message, StringComparison.Ordinal);
        Assert.Contains("--port", error.Message, StringComparison.Ordinal);

        await using var first = await LiveSite.StartAsync();
        await using var second = await LiveSite.StartAsync();
        Assert.NotEqual(first.Address.Port, second.Address.Port);
        Assert.NotEqual(first.Token, second.Token);
    }

    private static Task<LiveServer> StartAsync(int port) =>
        LiveServer.StartAsync(
            new Testing.Runs.WorkLayout(Path.GetTempPath()),
            new LiveAddress(IPAddress.Loopback, port),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
}
