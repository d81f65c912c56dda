using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;
using MailKit.Net.Pop3;
using MimeKit;

namespace MailFactory.Testing.Conformance.Pop3;

/// <summary>DELE counts only once QUIT ends the session; a dropped connection deletes nothing, and what was not named stays.</summary>
internal sealed class Pop3DeleteCheck() : Check("POP-02", "POP3 deletes only after QUIT", Severity.Major, "RFC 1939 sections 3 and 6")
{
    // A mailbox stays locked until the server notices that the client is gone (RFC 1939 section 3, RFC 2449 section 8.1.1).
    private const int LoginAttempts = 6;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var account = context.Mailboxes.Second;
        using var message = await SendAsync(context, account, "POP-02 to be deleted", cancellationToken).ConfigureAwait(false);
        using var other = await SendAsync(context, account, "POP-02 to be kept", cancellationToken).ConfigureAwait(false);
        if (await CountAsync(context, account, message, cancellationToken).ConfigureAwait(false) is var before && before != 1)
        {
            return CheckFinding.Failed($"{before} copies of the message were delivered, so nothing is known of DELE");
        }

        await DeleteAsync(context, account, message, quit: false, cancellationToken).ConfigureAwait(false);
        if (await CountAsync(context, account, message, cancellationToken).ConfigureAwait(false) is var dropped && dropped != 1)
        {
            return CheckFinding.Failed(
                $"{dropped} copies are there after DELE and a connection that was dropped before QUIT, instead of 1"
            );
        }

        await DeleteAsync(context, account, message, quit: true, cancellationToken).ConfigureAwait(false);
        var problems = new Problems(context);
        if (await CountAsync(context, account, message, cancellationToken).ConfigureAwait(false) is var after && after != 0)
        {
            problems.Add($"{after} copies of the message are still there after DELE and QUIT were answered with +OK");
        }

        if (await CountAsync(context, account, other, cancellationToken).ConfigureAwait(false) is var kept && kept != 1)
        {
            problems.Add($"{kept} copies of another message are there after DELE of the first one and QUIT, instead of 1");
        }

        return problems.Finding("DELE is forgotten when the connection drops and done after QUIT, and another message stays");
    }

    private static async Task<MimeMessage> SendAsync(
        CheckContext context,
        MailAccount account,
        string subject,
        CancellationToken cancellationToken
    )
    {
        var message = TestMail.Create($"stranger@{context.Target.ForeignDomain}", subject, account.Address);
        await context.SendFromOutsideAsync(account.Address, message, cancellationToken).ConfigureAwait(false);
        await context.WaitForAsync(account, message, cancellationToken).ConfigureAwait(false);
        return message;
    }

    private static Task<int> CountAsync(
        CheckContext context,
        MailAccount account,
        MimeMessage message,
        CancellationToken cancellationToken
    ) => context.CountAsync(account, message.MessageId!, cancellationToken);

    private static async Task DeleteAsync(
        CheckContext context,
        MailAccount account,
        MimeMessage message,
        bool quit,
        CancellationToken cancellationToken
    )
    {
        using var client = await OpenAsync(context, account, cancellationToken).ConfigureAwait(false);
        for (var index = client.Count - 1; index >= 0; index--)
        {
            using var found = await client.GetMessageAsync(index, cancellationToken).ConfigureAwait(false);
            if (found.MessageId == message.MessageId)
            {
                await client.DeleteMessageAsync(index, cancellationToken).ConfigureAwait(false);
                await client.DisconnectAsync(quit, cancellationToken).ConfigureAwait(false);
                return;
            }
        }

        throw new MailProtocolException(
            $"{MailSocket.Name(context.Pop3Service())}: the message that IMAP shows is not among the {client.Count} of POP3"
        );
    }

    private static async Task<Pop3Client> OpenAsync(CheckContext context, MailAccount account, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await context.Clients.Pop3Async(context.Pop3Service(), account, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (attempt < LoginAttempts && IsLocked(error))
            {
                await Task.Delay(context.Scaled(attempt), context.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsLocked(Exception error) =>
        error.Message.Contains("lock", StringComparison.OrdinalIgnoreCase)
        || error.Message.Contains("in-use", StringComparison.OrdinalIgnoreCase);
}
