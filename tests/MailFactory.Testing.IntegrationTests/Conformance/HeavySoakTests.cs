using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>The check of load with as many messages as on a machine; it takes minutes, so it runs only when asked for.</summary>
[Collection(ConformanceFixture.Name)]
[Trait("Suite", "machines")]
public sealed class HeavySoakTests(ConformanceFixture fixture)
{
    [Theory(Explicit = true, Timeout = 900_000)]
    [InlineData("8", Verdict.Passed, "none lost, doubled or deferred")]
    [InlineData("40", Verdict.Failed, "wait in the queue")]
    public async Task More_deliveries_at_once_than_Dovecot_takes_are_found_out(string limit, Verdict verdict, string says)
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        await server.RunAsync(
            "cp -p /etc/postfix/main.cf /etc/postfix/main.cf.good && postconf -e lmtp_destination_concurrency_limit="
                + $"{limit} default_process_limit=100 && postfix reload && sleep 1",
            TestContext.Current.CancellationToken
        );
        try
        {
            var context = server.Context(timeoutScale: 0.5) with { SoakMessages = 1000 };
            var result = Assert.Single(
                await ConformanceSuite.RunAsync(context, ["OPS-05"], progress: null, TestContext.Current.CancellationToken)
            );
            TestContext.Current.TestOutputHelper?.WriteLine($"{result.Duration.TotalSeconds:0} s: {result.Summary}");
            Assert.True(result.Verdict == verdict, $"{result.Verdict}: {result.Summary}");
            Assert.Contains(says, result.Summary, StringComparison.Ordinal);
        }
        finally
        {
            await server.RunAsync(
                "mv /etc/postfix/main.cf.good /etc/postfix/main.cf && postfix reload && sleep 1 && postsuper -d ALL",
                CancellationToken.None
            );
        }
    }
}
