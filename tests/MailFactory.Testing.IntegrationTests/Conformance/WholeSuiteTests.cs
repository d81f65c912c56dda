using MailFactory.Testing.Conformance.Running;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>The positive control of every check: a well-provisioned Postfix and Dovecot satisfy the whole suite.</summary>
[Collection(ConformanceFixture.Name)]
public sealed class WholeSuiteTests(ConformanceFixture fixture)
{
    [Fact(Timeout = 900_000)]
    public async Task A_good_server_satisfies_every_check()
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        await server.PassesEveryCheckAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 900_000)]
    public async Task No_password_gets_into_the_evidence()
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        var results = await ConformanceSuite.RunAsync(
            server.Context(),
            ["POL-01", "DLV-01", "IMAP-04", "POP-01"],
            null,
            TestContext.Current.CancellationToken
        );
        var account = server.Configuration.Accounts[0];
        foreach (var line in results.SelectMany(result => result.Transcript))
        {
            Assert.DoesNotContain(account.Password, line, StringComparison.Ordinal);
            Assert.DoesNotContain(
                Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(account.Password))[..8],
                line,
                StringComparison.Ordinal
            );
        }
    }
}
