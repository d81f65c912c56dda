using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Tests.MailProtocols.Accounts;

public sealed class GeneratedPasswordsTests
{
    [Fact]
    public void A_name_has_one_password_and_every_password_is_as_Mail_Server_Factory_wants_it()
    {
        var passwords = new GeneratedPasswords();
        var made = Enumerable.Range(0, 500).Select(number => passwords.Of($"GENERATED.N{number}")).ToList();
        Assert.Equal(made, Enumerable.Range(0, 500).Select(number => passwords.Of($"GENERATED.N{number}")));
        Assert.Equal(500, made.Distinct().Count());
        Assert.All(made, password => Assert.Matches("^(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9]{16}$", password));
    }

    [Fact(Timeout = 60_000)]
    public async Task Each_run_has_other_passwords_and_no_file_of_the_repository_has_one()
    {
        var example = Repository.PathOf("Examples", "Debian_13.json");
        var one = await FactoryConfigurationReader.ReadAsync(example, new GeneratedPasswords(), TestContext.Current.CancellationToken);
        var other = await FactoryConfigurationReader.ReadAsync(example, new GeneratedPasswords(), TestContext.Current.CancellationToken);
        var passwords = one.Accounts.Concat(other.Accounts).Select(account => account.Password).ToList();
        Assert.Equal(passwords.Count, passwords.Distinct().Count());
        foreach (
            var file in Directory
                .EnumerateFiles(Repository.PathOf("Examples"), "*.json", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal))
        )
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.DoesNotMatch("\"(credentials|PASSWORD|PASSPHRASE)\": (?!\"\\{\\{GENERATED\\.[A-Z0-9_]+\\}\\}\")", text);
        }
    }
}
