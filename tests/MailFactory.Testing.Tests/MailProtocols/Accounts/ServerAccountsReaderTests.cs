using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Tests.MailProtocols.Accounts;

public sealed class ServerAccountsReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_example_is_read()
    {
        var configuration = await ServerAccountsReader.ReadAsync(
            Repository.PathOf("Examples", "servers", "example.org.json"),
            "192.0.2.1",
            Cancellation
        );
        Assert.Equal("mail.example.org", configuration.Hostname);
        Assert.Equal(["example.org"], configuration.Domains);
        Assert.Equal(3, configuration.Accounts.Count);
        Assert.Equal(["mailtest1@example.org", "mailtest2@example.org"], configuration.Accounts[2].ForwardsTo);
    }

    [Fact]
    public async Task What_is_left_out_is_known_from_the_server_and_the_accounts()
    {
        var configuration = await ReadAsync(
            """{ "accounts": [{ "address": "a@b.example", "password": " any, even with blanks " }, { "address": "postmaster@c.example", "password": "x" }] }""",
            "mail.b.example"
        );
        Assert.Equal("mail.b.example", configuration.Hostname);
        Assert.Equal(["b.example", "c.example"], configuration.Domains);
        Assert.Equal([false, true], configuration.Accounts.Select(account => account.IsPostmaster));
    }

    [Theory]
    [InlineData("{ broken", "accounts.json:1:3: is not valid JSON")]
    [InlineData("""{ "accounts": [ """, "is not valid JSON: Expected depth to be zero")]
    [InlineData("[]", "accounts.json:1:1: is not a JSON object")]
    [InlineData("{}", "1:1: the name 'accounts' is missing")]
    [InlineData("""{ "accounts": [{ "address": "a@b.c", "pasword": "x" }] }""", "(/accounts/0/pasword): the name 'pasword' is not known")]
    [InlineData("""{ "accounts": [{ "address": "a", "password": "" }] }""", "(/accounts/0/address): 'a' is not an address such as")]
    [InlineData("""{ "accounts": [{ "address": "a@b.c", "password": "" }] }""", "(/accounts/0/password): the value is not a text")]
    [InlineData(
        """{ "accounts": [{ "address": "a@b.c", "password": "x" }, { "address": "A@b.c", "password": "x" }] }""",
        "(/accounts/1/address): A@b.c is here for a second time"
    )]
    [InlineData(
        """{ "domains": ["d.e"], "accounts": [{ "address": "a@b.c", "password": "x" }, { "address": "b@d.e", "password": "x" }] }""",
        "(/accounts/0/address): a@b.c is in none of the domains d.e"
    )]
    [InlineData(
        """{ "accounts": [{ "address": "a@b.c", "password": "x" }, { "address": "b@b.c", "password": "x", "forwardsTo": ["a@b.c"] }] }""",
        "(/accounts): 1 account keeps its mail"
    )]
    public async Task Each_mistake_is_told_with_its_place(string text, string says)
    {
        var error = await Assert.ThrowsAsync<FactoryConfigurationException>(() => ReadAsync(text, "mail.b.c"));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_named_by_its_address_needs_a_name()
    {
        const string Text = """{ "accounts": [{ "address": "a@b.c", "password": "x" }, { "address": "b@b.c", "password": "x" }] }""";
        var error = await Assert.ThrowsAsync<FactoryConfigurationException>(() => ReadAsync(Text, "192.0.2.1"));
        Assert.Contains("the name 'hostname' is missing: --server 192.0.2.1 is an address", error.Message, StringComparison.Ordinal);
    }

    private async Task<MailConfiguration> ReadAsync(string text, string server)
    {
        var path = _folder.PathOf("accounts.json");
        await File.WriteAllTextAsync(path, text, Cancellation);
        return await ServerAccountsReader.ReadAsync(path, server, Cancellation);
    }
}
