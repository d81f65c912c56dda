using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Tests.Conformance.Running;

/// <summary>What is told about what was removed.</summary>
public sealed class TracesTests
{
    [Theory]
    [InlineData(0, 2, "removed afterwards: 0 mails and 2 mailboxes of the checks")]
    [InlineData(1, 1, "removed afterwards: 1 mail and 1 mailbox of the checks")]
    public void One_is_told_as_one(int mails, int mailboxes, string told) => Assert.Equal(told, Traces.Removed(mails, mailboxes));

    [Fact(Timeout = 60_000)]
    public async Task An_account_that_could_not_be_looked_into_before_is_named()
    {
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Imaps ? script with { Greeting = "* BYE not now" } : script
        );
        var cancellation = TestContext.Current.CancellationToken;
        var before = await Traces.NoteAsync(server.Context, cancellation);
        Assert.Empty(before.Accounts);
        Assert.Equal(
            [
                Traces.Removed(0, 0),
                .. server.Context.Mailboxes.Keeping.Select(account =>
                    $"the mailbox of {account.Address} was not cleaned: it could not be looked into before the checks"
                ),
            ],
            await Traces.RemoveAsync(server.Context, before, cancellation)
        );
    }
}
