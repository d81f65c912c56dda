using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.IntegrationTests.Conformance;
using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.Provisioning;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Provisioning;

/// <summary>The oldest, the second and the next of Debian's releases; the newest one has a whole fixture.</summary>
public sealed class DebianReleasesTests
{
    // Enterprise Linux 9 names port 465 in this way only, and has Postfix 3.5 as Debian 11 has.
    private const string OlderName = """sed -i '/465\/tcp/d' /etc/services && printf 'urd\t\t465/tcp\t\tsmtps\n' >>/etc/services""";

    [Fact(Timeout = 900_000)]
    public async Task A_release_gets_its_Postfix_and_Dovecot_in_their_syntax_and_stays_as_it_is_in_a_second_run() =>
        await GetsItsVersionsAsync("bookworm", "3.7.", "2.3.");

    /// <summary>Runs only when asked for: minutes for each.</summary>
    [Fact(Explicit = true, Timeout = 900_000)]
    [Trait(Suites.Name, Suites.Machines)]
    public async Task The_next_release_gets_its_own_too() => await GetsItsVersionsAsync("forky", "3.1", "2.4.");

    private static async Task GetsItsVersionsAsync(string suite, string postfix, string dovecot)
    {
        RootFs.Require();
        await using var server = await MailServer.StartAsync(suite, TestContext.Current.CancellationToken);
        Assert.StartsWith(postfix, server.Result.Versions["postfix"], StringComparison.Ordinal);
        Assert.StartsWith(dovecot, server.Result.Versions["dovecot"], StringComparison.Ordinal);
        await StaysAsync(server);
        await DeliversAsync(server);
    }

    /// <summary>Runs only when asked for: minutes for each.</summary>
    [Theory(Explicit = true, Timeout = 900_000)]
    [Trait(Suites.Name, Suites.Machines)]
    [InlineData("bullseye")]
    [InlineData("bookworm")]
    [InlineData("forky")]
    public async Task Every_check_passes(string suite)
    {
        RootFs.Require();
        await using var server = await MailServer.StartAsync(suite, TestContext.Current.CancellationToken);
        await server.PassesEveryCheckAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Explicit = true, Timeout = 900_000)]
    [Trait(Suites.Name, Suites.Machines)]
    public async Task Port_465_is_served_by_Postfix_3_5_where_the_services_know_it_by_its_older_name_only()
    {
        RootFs.Require();
        await using var server = await MailServer.StartAsync("bullseye", TestContext.Current.CancellationToken, OlderName);
        Assert.StartsWith("3.5.", server.Result.Versions["postfix"], StringComparison.Ordinal);
        await StaysAsync(server);
        await DeliversAsync(server);

        // The negative control: under its newer name the port cannot be found, and nothing at all starts.
        await server.RunAsync("sed -i 's/^465 /submissions /' /etc/postfix/master.cf", TestContext.Current.CancellationToken);
        var restart = await server.Guest.RunAsync(
            "systemctl restart postfix",
            null,
            TimeSpan.FromMinutes(1),
            TestContext.Current.CancellationToken
        );
        Assert.False(restart.IsSuccess);
    }

    private static async Task StaysAsync(MailServer server)
    {
        var again = await PackagesProvisioner.ProvisionAsync(
            server.Guest,
            server.Configuration,
            new ProvisionOptions(),
            progress: null,
            TestContext.Current.CancellationToken
        );
        Assert.Empty(again.Changes);
    }

    // No warning about the configuration, TLS on 465 and others, and a mail by 587 and by 465 that arrives.
    private static async Task DeliversAsync(MailServer server)
    {
        var results = await ConformanceSuite.RunAsync(
            server.Context(),
            ["OPS-03", "TLS-01", "DLV-01"],
            null,
            TestContext.Current.CancellationToken
        );
        Assert.All(results, result => Assert.True(result.Verdict == Verdict.Passed, $"{result.Id} {result.Verdict}: {result.Summary}"));
    }
}
