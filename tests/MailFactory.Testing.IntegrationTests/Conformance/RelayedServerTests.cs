using System.Security.Cryptography.X509Certificates;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>The negative controls that no setting of a real server gives: a relay in front of it changes what is said.</summary>
[Collection(ConformanceFixture.Name)]
public sealed class RelayedServerTests(ConformanceFixture fixture)
{
    public static TheoryData<string, string> Faults => [.. RelayedFault.All.Select(fault => (fault.Check, fault.Name))];

    public static TheoryData<string, int> Checks => [.. RelayedFault.All.Select(fault => (fault.Check, (int)fault.Service)).Distinct()];

    [Theory(Timeout = 900_000)]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_found_out(string check, string name)
    {
        var fault = RelayedFault.All.Single(fault => fault.Check == check && fault.Name == name);
        var result = await AskAsync(check, fault.Service, fault.Talks());
        Assert.True(result.Verdict == Verdict.Failed && result.Summary.Contains(fault.Says, StringComparison.Ordinal), Tell(result));
    }

    [Theory(Timeout = 900_000)]
    [MemberData(nameof(Checks))]
    public async Task What_the_server_itself_says_is_good(string check, int port)
    {
        var result = await AskAsync(check, (MailService)port, () => new RelayedTalk());
        Assert.True(result.Verdict == Verdict.Passed, Tell(result));
    }

    private async Task<CheckResult> AskAsync(string check, MailService service, Func<RelayedTalk> talks)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var server = await fixture.ServerAsync(cancellationToken);
        using var certificate = await CertificateAsync(server, cancellationToken);
        await using var relay = MailRelay.Start(server.Address, (int)service, certificate, talks);
        var context = server.Context();

        // The relay listens on loopback; what else the check asks goes to the server by way of it as well.
        var others = context
            .Target.Ports.Keys.Where(other => other != service)
            .ToDictionary(other => other, other => Relay.To(server.Address, (int)other));
        try
        {
            var ports = others.ToDictionary(other => other.Key, other => other.Value.Port);
            ports[service] = relay.Port;
            return Assert.Single(
                await ConformanceSuite.RunAsync(
                    context with
                    {
                        Target = context.Target with { Host = "127.0.0.1", Ports = ports },
                    },
                    [check],
                    null,
                    cancellationToken
                )
            );
        }
        finally
        {
            foreach (var other in others.Values)
            {
                await other.DisposeAsync();
            }
        }
    }

    private static async Task<X509Certificate2> CertificateAsync(MailServer server, CancellationToken cancellationToken)
    {
        var certificate = await server.RunAsync("cat /etc/ssl/mail-factory/server.pem", cancellationToken);
        var key = await server.RunAsync("cat /etc/ssl/mail-factory/server.key", cancellationToken);
        return X509Certificate2.CreateFromPem(certificate.Output, key.Output);
    }

    private static string Tell(CheckResult result) => $"{result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}";
}
