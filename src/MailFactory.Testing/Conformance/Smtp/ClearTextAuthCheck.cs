using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>Without TLS, 587 takes neither a login nor a mail, and 25 takes no login, by whatever mechanism.</summary>
internal sealed class ClearTextAuthCheck()
    : Check(
        "SMTP-04",
        "No AUTH before TLS",
        Severity.Critical,
        "RFC 4954 section 4; RFC 6409 section 4.3; RFC 8314 section 4.1",
        "no mechanism at all before TLS"
    )
{
    // "\0nobody\0wrong": a server that looks at it answers 535, which is the fault that is looked for; one that asks for more answers 334.
    private static readonly string[] _logins = ["AUTH PLAIN AG5vYm9keQB3cm9uZw==", "AUTH PLAIN", "AUTH LOGIN"];
    private static readonly int[] _looks = [235, 334, 535];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        SmtpReply? last = null;
        var services = context.Offered(MailService.Submission, MailService.Smtp);
        foreach (var service in services)
        {
            foreach (var login in _logins)
            {
                last = await LogInAsync(context, service, login, problems, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var service in services.Where(_ => context.MayTellPasswords()))
        {
            await TryRightAsync(context, service, problems, cancellationToken).ConfigureAwait(false);
        }

        if (services.Contains(MailService.Submission))
        {
            await SendAsync(context, problems, cancellationToken).ConfigureAwait(false);
        }

        return problems.Finding($"AUTH before TLS is refused: {last}");
    }

    private static async Task<SmtpReply> LogInAsync(
        CheckContext context,
        MailService service,
        string login,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var (session, ehlo) = await context.GreetSmtpAsync(service, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (login == _logins[0])
            {
                AuthMechanisms.Judge(session.Name, ehlo, problems);
            }

            var reply = await session.CommandAsync(login, cancellationToken).ConfigureAwait(false);
            if (_looks.Contains(reply.Code) || reply.IsAccepted)
            {
                problems.Add($"{session.Name}: {string.Join(' ', login.Split(' ').Take(2))} before TLS gets the reply: {reply}");
            }

            return reply;
        }
    }

    // A server may know who exists before it says no: only the right password shows that nobody gets in.
    private static async Task TryRightAsync(
        CheckContext context,
        MailService service,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var (session, _) = await context.GreetSmtpAsync(service, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var reply = await session
                .CommandAsync($"AUTH PLAIN {context.Mailboxes.First.PlainCredentials}", cancellationToken)
                .ConfigureAwait(false);
            if (reply.IsAccepted)
            {
                problems.Add($"{session.Name}: a right password is taken before TLS: {reply}");
            }
        }
    }

    private static async Task SendAsync(CheckContext context, Problems problems, CancellationToken cancellationToken)
    {
        var (session, _) = await context.GreetSmtpAsync(MailService.Submission, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var (from, to) = (context.Mailboxes.First.Address, context.Mailboxes.Second.Address);
            var reply = await session.CommandAsync($"MAIL FROM:<{from}>", cancellationToken).ConfigureAwait(false);
            reply = reply.IsAccepted ? await session.CommandAsync($"RCPT TO:<{to}>", cancellationToken).ConfigureAwait(false) : reply;
            if (reply.IsAccepted)
            {
                problems.Add($"{session.Name}: a mail without TLS and login gets the reply: {reply}");
            }
        }
    }
}
