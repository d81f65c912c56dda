using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>One message may have a hundred recipients. Nothing is sent.</summary>
internal sealed class ManyRecipientsCheck()
    : Check("RCP-07", "A hundred recipients of one message", Severity.Major, "RFC 5321 section 4.5.3.1.8")
{
    private const int Wanted = 100;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var login = context.Mailboxes.First;
        var service = context.SubmissionService();
        var (session, _) = await context.GreetSmtpAsync(service, secure: true, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.LogInAsync(login, cancellationToken).ConfigureAwait(false);
            await session.ExpectAsync($"MAIL FROM:<{login.Address}>", cancellationToken).ConfigureAwait(false);
            var boxes = context.Mailboxes.Keeping;
            for (var number = 0; number < Wanted; number++)
            {
                var reply = await session
                    .CommandAsync($"RCPT TO:<{boxes[number % boxes.Count].Address}>", cancellationToken)
                    .ConfigureAwait(false);
                if (!reply.IsAccepted)
                {
                    return CheckFinding.Failed(
                        $"{MailSocket.Name(service)}: recipient number {number + 1} of {Wanted} gets the reply: {reply}"
                    );
                }
            }

            await session.ExpectAsync("RSET", cancellationToken).ConfigureAwait(false);
            return CheckFinding.Passed($"{Wanted} recipients of one message are taken on {(int)service}");
        }
    }
}
