using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Tests.Files;

namespace MailFactory.Testing.Tests.MailProtocols.Accounts;

public sealed class FactoryConfigurationReaderTests : IDisposable
{
    private const string Good = """
        {
          "variables": { "SERVER": { "HOSTNAME": "mail.{{SERVER.DOMAIN}}", "DOMAIN": "dev.local", "DOMAINS": "dev.local, test.local" } },
          "accounts": [
            { "type": "postmaster", "name": "postmaster@{{SERVER.DOMAIN}}", "credentials": "Test12345" },
            { "type": "email", "name": "a@dev.local", "credentials": "Test12345", "aliases": ["b@dev.local"] }
          ]
        }
        """;

    private readonly TemporaryFolder _folder = new();

    [Theory(Timeout = 60_000)]
    [InlineData("Debian_11.json", "debian11.dev.local")]
    [InlineData("Fedora_41.json", "fedora41.dev.local")]
    [InlineData("openSUSE_15.json", "opensuse15.dev.local")]
    public async Task The_examples_can_be_used(string file, string hostname)
    {
        var configuration = await FactoryConfigurationReader.ReadAsync(
            Repository.PathOf("Examples", file),
            new GeneratedPasswords(),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(hostname, configuration.Hostname);
        Assert.Equal(["dev.local", "test.local"], configuration.Domains);
        Assert.Equal("postmaster@dev.local", Assert.Single(configuration.Accounts, account => account.IsPostmaster).Address);
        Assert.Equal(
            ["redirect1@dev.local", "redirect2@dev.local"],
            configuration.Accounts.Single(account => account.Address == "test1@dev.local").ForwardsTo
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task Variables_are_resolved_and_aliases_are_targets()
    {
        var configuration = await ReadAsync(Good);
        Assert.Equal("mail.dev.local", configuration.Hostname);
        Assert.Equal(["postmaster@dev.local", "a@dev.local"], configuration.Accounts.Select(account => account.Address));
        Assert.Equal(["b@dev.local"], configuration.Accounts[1].ForwardsTo);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("""{ "\ud800": 1 }""", "not valid Unicode")]
    [InlineData("""{ "accounts": [], "accounts": [] }""", "odd.json:1:19 (/accounts): the name 'accounts' is here for a second time")]
    public async Task A_name_that_is_half_a_letter_or_stands_twice_is_told_with_the_file(string text, string reason)
    {
        await WriteAsync("odd.json", text);
        var error = await Assert.ThrowsAsync<FactoryConfigurationException>(() => ReadAsync("""{ "includes": ["odd.json"] }"""));
        Assert.Contains(_folder.PathOf("odd.json"), error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_pipe_holds_nobody_up_and_a_link_is_followed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes in folders are looked for on Linux");
        await WriteAsync("good.json", Good);
        File.CreateSymbolicLink(_folder.PathOf("link.json"), _folder.PathOf("good.json"));
        Assert.Equal("mail.dev.local", (await ReadAsync("""{ "includes": ["link.json"] }""")).Hostname);

        OwnFileTests.MakeFifo(_folder.PathOf("pipe.json"));
        var error = await Assert.ThrowsAsync<FactoryConfigurationException>(() => ReadAsync("""{ "includes": ["pipe.json"] }"""));
        Assert.Contains("is not a regular file", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_files_own_variables_win_over_its_includes_and_accounts_are_appended()
    {
        await WriteAsync("common.json", Good);
        var configuration = await ReadAsync(
            """
            {
              "includes": ["common.json", "common.json"],
              "variables": { "SERVER": { "HOSTNAME": "other.dev.local" } },
              "accounts": [{ "type": "email", "name": "c@test.local", "credentials": "Test12345" }]
            }
            """
        );
        Assert.Equal("other.dev.local", configuration.Hostname);
        Assert.Equal(["postmaster@dev.local", "a@dev.local", "c@test.local"], configuration.Accounts.Select(account => account.Address));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("\"mail.{{SERVER.DOMAIN}}\"", "\"{{NO.SUCH}}.dev.local\"", "{{NO.SUCH}} is not defined")]
    [InlineData("\"mail.{{SERVER.DOMAIN}}\"", "\"{{SERVER.HOSTNAME}}\"", "SERVER.HOSTNAME refers to itself")]
    [InlineData("\"mail.{{SERVER.DOMAIN}}\"", "\"mail\"", "'mail' is not a fully qualified domain name")]
    [InlineData("\"HOSTNAME\"", "\"HOST\"", "SERVER.HOSTNAME is missing")]
    [InlineData("\"postmaster\",", "\"email\",", "exactly one account of type 'postmaster', and there is none")]
    [InlineData("\"email\",", "\"admin\",", "test.json:5:7 (/accounts/1/type): 'admin' is not one of \"postmaster\", \"email\"")]
    [InlineData("\"a@dev.local\"", "\"postmaster@dev.local\"", "2 accounts named postmaster@dev.local")]
    [InlineData("\"a@dev.local\"", "\"a@elsewhere.org\"", "'a@elsewhere.org' is not an address in one of the domains")]
    [InlineData(
        "\"a@dev.local\", \"credentials\": \"Test12345\"",
        "\"a@dev.local\", \"credentials\": \"test12345\"",
        "test.json:5:47 (/accounts/1/credentials): the value is not a password of 8 to 16 characters"
    )]
    [InlineData(
        "\"a@dev.local\", \"credentials\"",
        "\"a@dev.local\", \"password\"",
        "(/accounts/1): the name 'credentials' is missing: The password."
    )]
    [InlineData(
        "\"a@dev.local\", \"credentials\"",
        "\"a@dev.local\", \"password\"",
        "(/accounts/1/password): the name 'password' is not known here; known are type, name, credentials, aliases"
    )]
    [InlineData(
        "[\"b@dev.local\"]",
        "[\"b dev.local\"]",
        "(/accounts/1/aliases/0): 'b dev.local' is not an address such as name@dev.local"
    )]
    [InlineData("\"variables\"", "\"includes\": [\"absent.json\"], \"variables\"", "absent.json: cannot be read")]
    [InlineData("\"accounts\": [", "\"accounts\": ", "test.json:5:5: is not valid JSON")]
    public async Task What_is_wrong_is_told_with_the_file(string good, string bad, string expected)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        var error = await Assert.ThrowsAsync<FactoryConfigurationException>(() =>
            ReadAsync(Good.Replace(good, bad, StringComparison.Ordinal))
        );
        Assert.Contains(error.Errors, line => line.Contains(expected, StringComparison.Ordinal));
        Assert.Contains("test.json", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task All_errors_come_at_once()
    {
        var error = await Assert.ThrowsAsync<FactoryConfigurationException>(() =>
            ReadAsync(
                Good.Replace("Test12345", "short", StringComparison.Ordinal)
                    .Replace("mail.{{SERVER.DOMAIN}}", "mail", StringComparison.Ordinal)
            )
        );
        Assert.Equal(3, error.Errors.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task No_error_shows_a_password()
    {
        var error = await Assert.ThrowsAsync<FactoryConfigurationException>(() =>
            ReadAsync(
                Good.Replace("Test12345", "topsecret", StringComparison.Ordinal).Replace("\"name\"", "\"nome\"", StringComparison.Ordinal)
            )
        );
        Assert.DoesNotContain("topsecret", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<MailConfiguration> ReadAsync(string text) =>
        await FactoryConfigurationReader.ReadAsync(
            await WriteAsync("test.json", text),
            new GeneratedPasswords(),
            TestContext.Current.CancellationToken
        );

    private async Task<string> WriteAsync(string name, string text)
    {
        await File.WriteAllTextAsync(_folder.PathOf(name), text, TestContext.Current.CancellationToken);
        return _folder.PathOf(name);
    }
}
