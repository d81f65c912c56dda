using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>A stranger on port 25 cannot send to other domains, however the address is dressed up.</summary>
internal sealed class OpenRelayCheck() : Check("REL-01", "No open relay", Severity.Critical, "RFC 5321 section 7.9; RFC 2505 section 2.1")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var replies = new List<SmtpReply>();

        // One session stays below ten errors, after which Postfix answers slowly.
        var (session, _) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            foreach (var (from, to) in Attempts(context))
            {
                var sender = await session.CommandAsync($"MAIL FROM:<{from}>", cancellationToken).ConfigureAwait(false);
                if (sender.IsRefused)
                {
                    replies.Add(sender);
                    continue;
                }

                var reply = await session.CommandAsync($"RCPT TO:<{to}>", cancellationToken).ConfigureAwait(false);
                replies.Add(reply);
                if (!reply.IsRefused)
                {
                    problems.Add($"MAIL FROM:<{from}> RCPT TO:<{to}> is answered: {reply}");
                }

                await session.ExpectAsync("RSET", cancellationToken).ConfigureAwait(false);
            }
        }

        return CheckFinding.From(problems, $"all {replies.Count} attempts to relay are refused, the first with: {replies[0]}");
    }

    private static IEnumerable<(string From, string To)> Attempts(CheckContext context)
    {
        var own = context.Mailboxes.Domain;
        var host = context.Target.Configuration.Hostname;
        var foreign = context.Target.ForeignDomain;
        const string Stranger = "stranger@example.com";
        return
        [
            (Stranger, $"victim@{foreign}"),
            (string.Empty, $"victim@{foreign}"),
            (context.Mailboxes.First.Address, $"victim@{foreign}"),
            (Stranger, $"victim%{foreign}@{own}"),
            (Stranger, $"victim%{foreign}@{host}"),
            (Stranger, $"\"victim@{foreign}\"@{own}"),
            (Stranger, $"@{own}:victim@{foreign}"),
            (Stranger, $"{foreign}!victim@{own}"),
        ];
    }
}
