using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.Provisioning;

namespace MailFactory.Testing.IntegrationTests.Provisioning;

public sealed class PackagesProvisionerTests(MailServerFixture fixture)
{
    [Fact(Timeout = 900_000)]
    public async Task The_first_run_changes_the_machine_and_tells_the_versions()
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("3.", server.Result.Versions["postfix"], StringComparison.Ordinal);
        Assert.StartsWith("2.4", server.Result.Versions["dovecot"], StringComparison.Ordinal);
        Assert.Contains("/etc/dovecot/users", server.Result.Changes);
    }

    [Fact(Timeout = 900_000)]
    public async Task The_second_run_changes_nothing()
    {
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        var again = await PackagesProvisioner.ProvisionAsync(
            server.Guest,
            server.Configuration,
            new ProvisionOptions(),
            progress: null,
            TestContext.Current.CancellationToken
        );
        Assert.Empty(again.Changes);
        Assert.Equal(server.Result.AuthorityPem, again.AuthorityPem);
    }
}
