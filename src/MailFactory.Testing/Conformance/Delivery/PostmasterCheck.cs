using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;
using MimeKit;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>Mail to the postmaster of every domain arrives, and to the one without a domain, whatever account reads it.</summary>
internal sealed class PostmasterCheck()
    : Check(
        "RCP-02",
        "Postmaster is reachable",
        Severity.Major,
        "RFC 5321 section 4.5.1",
        "the mail is in the mailbox of one of the configured accounts"
    )
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var found = new List<string>();
        foreach (var recipient in context.Mailboxes.Domains.Select(domain => $"postmaster@{domain}").Append("postmaster"))
        {
            try
            {
                if (context.Target.Guard?.Allows(recipient) == false)
                {
                    await AskAsync(context, recipient, problems, found, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                using var message = TestMail.Create(
                    $"stranger@{context.Target.ForeignDomain}",
                    $"RCP-02 to <{recipient}>",
                    $"postmaster@{context.Mailboxes.Domain}"
                );
                await context.SendFromOutsideAsync(recipient, message, cancellationToken).ConfigureAwait(false);
                found.Add(
                    $"<{recipient}> at "
                        + $"{await FindAsync(context, Readers(context, recipient), message, cancellationToken).ConfigureAwait(false)}"
                );
            }
            catch (MailProtocolException error)
            {
                problems.Add(error.Message);
            }
            catch (WaitTimeoutException error)
            {
                problems.Unkept($"mail to <{recipient}> was accepted, but is nowhere: {error.Message}");
            }
        }

        return problems.Finding($"mail arrives for {string.Join(", ", found)}");
    }

    // Whoever reads the postmaster's mail did not ask for a test's.
    private static async Task AskAsync(
        CheckContext context,
        string recipient,
        Problems problems,
        List<string> found,
        CancellationToken cancellationToken
    )
    {
        var reply = await context.AskRecipientAsync(recipient, cancellationToken).ConfigureAwait(false);
        if (reply.IsAccepted)
        {
            found.Add($"<{recipient}> (accepted, and not sent, as --accounts does not name it)");
        }
        else
        {
            problems.Add($"smtp/25: RCPT TO:<{recipient}> gets the reply: {reply}");
        }
    }

    /// <summary>The accounts that may read a postmaster's mail, the likeliest first.</summary>
    private static List<MailAccount> Readers(CheckContext context, string recipient)
    {
        var boxes = context.Mailboxes;
        var likely = boxes.FinalBoxes(recipient).Concat(boxes.Keeping.Where(account => account.IsPostmaster));
        return [.. likely.Concat(boxes.Keeping).Distinct()];
    }

    private static async Task<string> FindAsync(
        CheckContext context,
        List<MailAccount> readers,
        MimeMessage message,
        CancellationToken cancellationToken
    )
    {
        var reader = string.Empty;
        await Wait.UntilAsync(
                $"the message \"{message.Subject}\" is in a mailbox of {string.Join(", ", readers.Select(account => account.Address))}",
                async token =>
                {
                    foreach (var account in readers)
                    {
                        if (await context.CountAsync(account, message.MessageId!, token).ConfigureAwait(false) > 0)
                        {
                            reader = account.Address;
                            return true;
                        }
                    }

                    return false;
                },
                context.Scaled(60),
                TimeSpan.FromSeconds(1),
                context.Time,
                cancellationToken
            )
            .ConfigureAwait(false);
        return reader;
    }
}
