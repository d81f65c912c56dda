using MailFactory.Testing.IntegrationTests.Conformance;
using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Provisioning;

namespace MailFactory.Testing.IntegrationTests.Provisioning;

/// <summary>
/// The optional parts with the real packages of Debian 12 (Dovecot 2.3) and 13 (Dovecot 2.4). Runs only when asked for
/// (<c>./build.sh MachineTests</c>): rspamd and ClamAV take a while.
/// </summary>
[Trait(Suites.Name, Suites.Machines)]
public sealed class MailPartsTests
{
    // ClamAV's own signatures are hundreds of MiB from the network; one for the test file proves the wiring.
    private const string Signature =
        "install -d -o clamav -g clamav /var/lib/clamav && echo "
        + "'Eicar-Test:0:0:58354f2150254041505b345c505a58353428505e2937434329377d2445494341522d5354414e44415244' >/var/lib/clamav/own.ndb";

    [Theory(Explicit = true, Timeout = 1_800_000)]
    [InlineData("bookworm", "2.3.")]
    [InlineData("trixie", "2.4.")]
    public async Task All_parts_pass_every_check_and_what_is_broken_in_them_is_found_out(string suite, string dovecot)
    {
        RootFs.Require();
        await using var server = await MailServer.StartAsync(
            $"{suite}+parts",
            TestContext.Current.CancellationToken,
            Signature,
            Enum.GetValues<MailPart>()
        );
        Assert.StartsWith(dovecot, server.Result.Versions["dovecot"], StringComparison.Ordinal);
        Assert.Equal(Enum.GetValues<MailPart>(), server.Result.Parts.Present);
        var again = await PackagesProvisioner.ProvisionAsync(
            server.Guest,
            server.Configuration,
            new ProvisionOptions { Parts = Enum.GetValues<MailPart>() },
            progress: null,
            TestContext.Current.CancellationToken
        );
        Assert.Empty(again.Changes);
        await server.PassesEveryCheckAsync(TestContext.Current.CancellationToken);
        foreach (var breakage in Breakage.OfParts)
        {
            var result = await server.AskBrokenAsync(
                breakage.Check,
                breakage.Breaking,
                breakage.Mending,
                TestContext.Current.CancellationToken
            );
            Assert.True(
                result.Verdict == breakage.Verdict && result.Summary.Contains(breakage.Says, StringComparison.Ordinal),
                $"{breakage.Name}: {result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}"
            );
        }
    }
}
