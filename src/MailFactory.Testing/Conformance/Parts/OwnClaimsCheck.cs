using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>
/// Mail that comes from outside without a login gets no signature of this server's domains, whatever its From says, and what it claims that
/// this server has found out about it is removed.
/// </summary>
internal sealed class OwnClaimsCheck()
    : Check(
        "DKM-03",
        "Nobody else speaks for this server",
        Severity.Minor,
        "RFC 6376 section 5.1; RFC 8601 section 5",
        "Authentication-Results in its name are removed although it adds none"
    )
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.Offered(MailService.Smtp);
        var (outside, receiver) = ($"stranger@{context.Target.ForeignDomain}", context.Mailboxes.Second);
        var (server, domains) = (context.Target.Configuration.Hostname, context.Mailboxes.Domains);
        var problems = new Problems(context);
        var told = new List<string>();
        foreach (var author in new[] { outside, context.Mailboxes.First.Address })
        {
            var message = TestMail.Create(author, $"DKM-03 from {author}", receiver.Address);
            OwnClaims.Forge(message, server);
            var reply = await Persistence
                .TryAsync(
                    context,
                    token => SingleAttempt.HandInAsync(context, outside, receiver.Address, message, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (reply.IsAccepted)
            {
                foreach (var copy in await context.WaitForAsync(receiver, message, cancellationToken).ConfigureAwait(false))
                {
                    OwnClaims.Judge(copy, server, domains, problems);
                }

                told.Add($"from {author} is taken");
            }
            else if (author == outside)
            {
                throw new MailProtocolException($"smtp/25: the message \"{message.Subject}\" was not accepted: {reply}");
            }
            else
            {
                // Mail that forges one of the server's own users may be refused.
                told.Add($"from {author} is refused");
            }
        }

        return problems.Finding(
            $"mail without a login {string.Join(" and ", told)}: it gets no DKIM signature of ours, and what it says in the name of {server} is removed"
        );
    }
}
