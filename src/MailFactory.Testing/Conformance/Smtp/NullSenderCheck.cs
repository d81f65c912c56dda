using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>Reports about mail that was not delivered have no sender and are taken nevertheless.</summary>
internal sealed class NullSenderCheck()
    : Check("RCP-03", "Mail without a sender is taken", Severity.Major, "RFC 5321 sections 3.6.3, 4.5.5 and 6.1")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var recipient = context.Mailboxes.Second.Address;
        var reply = await Persistence
            .TryAsync(
                context,
                async token =>
                {
                    var (session, _) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, token).ConfigureAwait(false);
                    await using (session.ConfigureAwait(false))
                    {
                        var mail = await session.CommandAsync("MAIL FROM:<>", token).ConfigureAwait(false);
                        return mail.IsAccepted ? await session.CommandAsync($"RCPT TO:<{recipient}>", token).ConfigureAwait(false) : mail;
                    }
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!reply.IsAccepted)
        {
            problems.Add($"{MailSocket.Name(MailService.Smtp)}: mail to {recipient} without a sender gets the reply: {reply}");
        }

        return problems.Finding($"mail to {recipient} without a sender is taken: {reply}");
    }
}
