using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>The controls of UIDVALIDITY that no setting of Dovecot gives (RFC 9051 section 2.3.1.1): a relay says another one.</summary>
[Collection(ConformanceFixture.Name)]
public sealed partial class UidValidityControlTests(ConformanceFixture fixture)
{
    [Fact(Timeout = 900_000)]
    public async Task A_mailbox_made_anew_that_cannot_be_told_from_the_old_one_is_found_out()
    {
        // Its messages get the UIDs of the old one's as well, as every new mailbox begins with 1.
        var result = await AskAsync(line => Validity().Replace(line, "UIDVALIDITY 7"));
        Assert.True(result.Verdict == Verdict.Failed, Tell(result));
        Assert.Equal("a mailbox that was made anew under the same name has UIDVALIDITY 7 and UIDs of the old one", result.Summary);
    }

    [Fact(Timeout = 900_000)]
    public async Task A_UIDVALIDITY_of_each_session_is_found_out()
    {
        var session = 1;
        var result = await AskAsync(line =>
        {
            session += line.StartsWith("* OK [CAPABILITY", StringComparison.Ordinal) ? 1 : 0;
            return Validity().Replace(line, $"UIDVALIDITY {session}");
        });
        Assert.True(result.Verdict == Verdict.Failed, Tell(result));
        Assert.Contains("UIDVALIDITY was 2 and is 3 for another session", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 900_000)]
    public async Task What_the_server_itself_says_is_good()
    {
        var result = await AskAsync(line => line);
        Assert.True(result.Verdict == Verdict.Passed, Tell(result));
    }

    private async Task<CheckResult> AskAsync(Func<string, string> change)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var server = await fixture.ServerAsync(cancellationToken);
        using var certificate = await CertificateAsync(server, cancellationToken);
        await using var relay = ImapRelay.Start(server.Address, certificate, change);
        var context = server.Context();
        var ports = new Dictionary<MailService, int>(context.Target.Ports) { [MailService.Imaps] = relay.Port };
        return Assert.Single(
            await ConformanceSuite.RunAsync(
                context with
                {
                    Target = context.Target with { Host = "127.0.0.1", Ports = ports },
                },
                ["IMAP-12"],
                null,
                cancellationToken
            )
        );
    }

    private static async Task<X509Certificate2> CertificateAsync(MailServer server, CancellationToken cancellationToken)
    {
        var certificate = await server.RunAsync("cat /etc/ssl/mail-factory/server.pem", cancellationToken);
        var key = await server.RunAsync("cat /etc/ssl/mail-factory/server.key", cancellationToken);
        return X509Certificate2.CreateFromPem(certificate.Output, key.Output);
    }

    private static string Tell(CheckResult result) => $"{result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}";

    [GeneratedRegex(@"\bUIDVALIDITY [0-9]+\b", RegexOptions.NonBacktracking)]
    private static partial Regex Validity();
}
