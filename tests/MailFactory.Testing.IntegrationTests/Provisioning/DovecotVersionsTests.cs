using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.Provisioning;

namespace MailFactory.Testing.IntegrationTests.Provisioning;

public sealed class DovecotVersionsTests
{
    [Fact(Timeout = 900_000)]
    public async Task Debian_12_gets_its_Dovecot_2_3_in_that_versions_syntax_and_stays_as_it_is_in_a_second_run()
    {
        RootFs.Require();
        await using var server = await MailServer.StartAsync("bookworm", TestContext.Current.CancellationToken);
        Assert.StartsWith("2.3.", server.Result.Versions["dovecot"], StringComparison.Ordinal);
        Assert.StartsWith("3.7.", server.Result.Versions["postfix"], StringComparison.Ordinal);

        var again = await PackagesProvisioner.ProvisionAsync(
            server.Guest, server.Configuration, new ProvisionOptions(), progress: null, TestContext.Current.CancellationToken);
        Assert.Empty(again.Changes);
    }
}
