using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>
/// A server of another make that follows the standards passes by the profile "any", whatever it does otherwise than ours. It takes minutes,
/// so it runs only when asked for.
/// </summary>
[Trait("Suite", "machines")]
public sealed class ForeignServerTests
{
    // It offers DSN, but its reports are multipart/mixed (RFC 3461 section 6.2 wants multipart/report).
    [Fact(Explicit = true, Timeout = 1_800_000)]
    public async Task OpenSmtpd_in_front_of_Dovecot_passes_by_the_standards_but_for_its_reports_of_delivery() =>
        await PassesAsync(ForeignMailServer.OpenSmtpdAsync, "DLV-08");

    [Fact(Explicit = true, Timeout = 1_800_000)]
    public async Task Exim_in_front_of_Cyrus_passes_by_the_standards() => await PassesAsync(ForeignMailServer.EximCyrusAsync);

    private static async Task PassesAsync(Func<CancellationToken, Task<ForeignMailServer>> startAsync, params string[] faults)
    {
        RootFs.Require();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await startAsync(cancellationToken);
        var ports = MailServices.OfMail.ToDictionary(service => service, service => (int)service);
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
        var results = await ConformanceSuite.RunAsync(context, ids: null, new Output(), cancellationToken);
        Assert.All(
            results,
            result =>
                Assert.True(
                    result.FailsRun == faults.Contains(result.Id),
                    $"{result.Id} {result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}"
                )
        );
    }

    private sealed class Output : IProgress<CheckResult>
    {
        public void Report(CheckResult value) =>
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{value.Id, -8} {value.Verdict, -13} {value.Duration.TotalSeconds, 6:0.0} s  {value.Summary}"
            );
    }
}
