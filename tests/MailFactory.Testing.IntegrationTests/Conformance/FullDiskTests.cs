using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>The mail queue of a real server on a small file system of its own, which is filled.</summary>
[Collection(ConformanceFixture.Name)]
public sealed class FullDiskTests(ConformanceFixture fixture)
{
    // In memory; what the queue holds, its sockets among it, is made anew.
    private const string Small =
        "systemctl stop dovecot; systemctl stop postfix; mkdir -p /var/spool/kept && cp -a /var/spool/postfix/. /var/spool/kept/ "
        + "&& mount -t tmpfs -o size=48M tmpfs /var/spool/postfix && cp -a /var/spool/kept/. /var/spool/postfix/ "
        + "&& postfix check; systemctl start dovecot && systemctl start postfix";

    private const string Usual =
        "systemctl stop dovecot; systemctl stop postfix; umount -l /var/spool/postfix; systemctl start dovecot && systemctl start postfix";

    [Fact(Timeout = 900_000)]
    public async Task A_full_disk_puts_mail_off_and_a_server_that_takes_it_is_found_out()
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        await server.RunAsync(Small, TestContext.Current.CancellationToken);
        try
        {
            var good = await server.AskAsync("OPS-10", TestContext.Current.CancellationToken);
            Assert.True(good.Verdict == Verdict.Passed, Tell(good));
            Assert.Contains("\"452 4.3.1", good.Summary, StringComparison.Ordinal);
            Assert.Equal(
                string.Empty,
                (await server.RunAsync("ls -A /var/spool/postfix | grep filling || true", CancellationToken.None)).Output
            );

            // Between the question and the filling the limits are taken away.
            var harmful = HarmfulGuest.After(
                server.Guest,
                "fallocate",
                "cp -p /etc/postfix/main.cf /etc/postfix/main.cf.good; postconf -e message_size_limit=65536; postfix reload; sleep 1"
            );
            var context = server.Context() with { Guest = harmful };
            var bad = Assert.Single(await ConformanceSuite.RunAsync(context, ["OPS-10"], null, TestContext.Current.CancellationToken));
            Assert.True(bad.Verdict == Verdict.Warned, Tell(bad));
            Assert.Contains("a message is not put off but answered: 250", bad.Summary, StringComparison.Ordinal);
        }
        finally
        {
            await server.RunAsync(
                $"[ ! -e /etc/postfix/main.cf.good ] || mv /etc/postfix/main.cf.good /etc/postfix/main.cf; {Usual}",
                CancellationToken.None
            );
        }
    }

    private static string Tell(CheckResult result) =>
        $"{result.Id} {result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}";
}
