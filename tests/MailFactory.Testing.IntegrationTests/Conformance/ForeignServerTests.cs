using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>
/// A server of another make that follows the standards passes by the profile "any", whatever it does otherwise than ours. It takes minutes,
/// so it runs only when asked for.
/// </summary>
[Trait("Suite", "machines")]
public sealed class ForeignServerTests
{
    [Fact(Explicit = true, Timeout = 1_800_000)]
    public async Task OpenSmtpd_in_front_of_Dovecot_passes_by_the_standards()
    {
        RootFs.Require();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await ForeignMailServer.OpenSmtpdAsync(cancellationToken);
        var ports = Enum.GetValues<MailService>().ToDictionary(service => service, service => (int)service);
        var context = new CheckContext
        {
            Target = new MailServerTarget
            {
                Host = server.Address,
                Ports = ports,
                Profile = ServerProfile.Any with { GuestPorts = ports },
                Configuration = server.Configuration,
                CaCertificatePem = server.AuthorityPem,
            },
            Guest = null,
            RebootGuestAsync = null,
        };
        TestContext.Current.TestOutputHelper?.WriteLine(server.EnterCommand);
        var results = await ConformanceSuite.RunAsync(context, ids: null, progress: null, cancellationToken);
        Assert.All(
            results,
            result =>
                Assert.True(!result.FailsRun, $"{result.Id} {result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}")
        );
    }
}
