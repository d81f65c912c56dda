using MailFactory.Testing.Conformance;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>The positive control of every check: a well-provisioned Postfix and Dovecot satisfy the whole suite.</summary>
[Collection(ConformanceFixture.Name)]
public sealed class WholeSuiteTests(ConformanceFixture fixture)
{
    // No SSH daemon runs in the root file system, and its network is not the one of a machine.
    private static readonly string[] _needsMachine = ["OPS-01"];

    [Fact(Timeout = 900_000)]
    public async Task A_good_server_satisfies_every_check()
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);

        // The stand-in for journalctl knows no times, and what provisioning wrote is not judged.
        await server.RunAsync(": > /var/log/syslog", TestContext.Current.CancellationToken);
        var ids = ConformanceSuite.Checks.Select(check => check.Id).Except(_needsMachine).ToList();
        var results = await ConformanceSuite.RunAsync(server.Context(), ids, new Output(), TestContext.Current.CancellationToken);
        Assert.All(results, result => Assert.True(result.Verdict == Verdict.Passed, $"{result.Id} {result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}"));
        Assert.All(results, result => Assert.NotEmpty(result.Transcript));
    }

    [Fact(Timeout = 900_000)]
    public async Task No_password_gets_into_the_evidence()
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        var results = await ConformanceSuite.RunAsync(server.Context(), ["POL-01", "DLV-01", "IMAP-04", "POP-01"], null, TestContext.Current.CancellationToken);
        var account = server.Configuration.Accounts[0];
        foreach (var line in results.SelectMany(result => result.Transcript))
        {
            Assert.DoesNotContain(account.Password, line, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(account.Password))[..8], line, StringComparison.Ordinal);
        }
    }

    private sealed class Output : IProgress<CheckResult>
    {
        public void Report(CheckResult value) =>
            TestContext.Current.TestOutputHelper?.WriteLine($"{value.Id,-8} {value.Verdict,-7} {value.Duration.TotalSeconds,6:0.0} s  {value.Summary}");
    }
}
