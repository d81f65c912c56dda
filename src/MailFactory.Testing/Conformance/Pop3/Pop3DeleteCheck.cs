using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Pop3;

/// <summary>DELE counts only once QUIT ends the session; a dropped connection deletes nothing.</summary>
internal sealed class Pop3DeleteCheck() : Check("POP-02", "POP3 deletes only after QUIT", Severity.Major, "RFC 1939 section 6")
{
    /// <inheritdoc/>
    public override TimeSpan TimeLimit => TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var account = context.Mailboxes.Second;
        var message = TestMail.Create($"stranger@{context.Target.ForeignDomain}", "POP-02", account.Address);
        await context.SendFromOutsideAsync(account.Address, message, cancellationToken).ConfigureAwait(false);
        await context.WaitForAsync(account, message, cancellationToken).ConfigureAwait(false);

        await DeleteLastAsync(context, account, quit: false, cancellationToken).ConfigureAwait(false);
        if (await context.CountAsync(account, message, cancellationToken).ConfigureAwait(false) != 1)
        {
            return CheckFinding.Failed("a message was deleted although the connection was dropped before QUIT");
        }

        await DeleteLastAsync(context, account, quit: true, cancellationToken).ConfigureAwait(false);
        return await context.CountAsync(account, message, cancellationToken).ConfigureAwait(false) == 0
            ? CheckFinding.Passed("DELE is forgotten when the connection drops and done after QUIT")
            : CheckFinding.Failed("a message is still there after DELE and QUIT");
    }

    private static async Task DeleteLastAsync(CheckContext context, MailAccount account, bool quit, CancellationToken cancellationToken)
    {
        using var client = await context.Clients.Pop3Async(MailService.Pop3s, account, cancellationToken).ConfigureAwait(false);
        await client.DeleteMessageAsync(client.Count - 1, cancellationToken).ConfigureAwait(false);
        await client.DisconnectAsync(quit, cancellationToken).ConfigureAwait(false);
    }
}
