using System.Text.RegularExpressions;
using MailFactory.Testing.Provisioning;

namespace MailFactory.Testing.Tests.Provisioning;

public sealed class MailTablesTests
{
    [Theory]
    [InlineData("mail.dev.local; dkim=pass", true)]
    [InlineData("MAIL.dev.local 1; dkim=pass", true)]
    [InlineData("(by) mail.dev.local", true)]
    [InlineData("another.mail.dev.local; dkim=pass", false)]
    [InlineData("mail.dev.local.example; dkim=pass", false)]
    [InlineData("mail-dev-local; dkim=pass", false)]
    [InlineData("mx.example.org; dkim=pass header.d=mail.dev.local", false)]
    public void Results_in_the_servers_own_name_are_removed_and_no_others(string value, bool isRemoved)
    {
        var line = MailTables.Headers(Samples.Configuration);
        Assert.EndsWith("/ IGNORE\n", line, StringComparison.Ordinal);
        var pattern = line[1..^"/ IGNORE\n".Length];
        Assert.Equal(isRemoved, Regex.IsMatch($"Authentication-Results: {value}", pattern, RegexOptions.IgnoreCase));
    }

    [Fact]
    public void Every_account_has_a_mailbox() =>
        Assert.Equal(
            "postmaster@dev.local postmaster@dev.local\nalice@dev.local alice@dev.local\nteam@dev.local team@dev.local\n",
            MailTables.Mailboxes(Samples.Configuration)
        );

    [Fact]
    public void Forwards_go_to_their_targets_and_role_addresses_of_each_domain_to_the_postmaster() =>
        Assert.Equal(
            """
            team@dev.local alice@dev.local, postmaster@dev.local
            abuse@dev.local postmaster@dev.local
            root@dev.local postmaster@dev.local
            postmaster@test.local postmaster@dev.local
            abuse@test.local postmaster@dev.local
            root@test.local postmaster@dev.local

            """,
            MailTables.Aliases(Samples.Configuration)
        );

    [Fact]
    public void Only_an_account_itself_and_those_who_get_its_mail_may_send_as_it() =>
        Assert.Equal(
            """
            postmaster@dev.local postmaster@dev.local
            alice@dev.local alice@dev.local
            team@dev.local team@dev.local, alice@dev.local, postmaster@dev.local

            """,
            MailTables.Senders(Samples.Configuration)
        );

    [Fact]
    public void Mail_to_the_foreign_domain_stays_on_the_machine() =>
        Assert.Equal("example.net smtp:[127.0.0.1]:2525\n", MailTables.Transport("example.net"));
}
