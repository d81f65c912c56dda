using MailFactory.Testing.Amounts;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Conformance;

/// <summary>
/// Logins with a wrong password inside TLS, as a user whom the server has and as one whom it has not. Each is tried once for all checks of a
/// suite: servers make whoever fails wait longer each time, and may shut him out in the end.
/// </summary>
internal sealed class WrongLogins
{
    private readonly Dictionary<(MailService Service, bool IsKnown, int Number), WrongLogin> _made = [];

    /// <summary>Tries AUTH PLAIN where mail is handed in, LOGIN over IMAP, USER and PASS over POP3.</summary>
    /// <param name="context">What the check works with.</param>
    /// <param name="service">The service.</param>
    /// <param name="isKnown">Whether as a user whom the server has.</param>
    /// <param name="number">The number of the try, from 0; it is made when it was not yet.</param>
    /// <param name="cancellationToken">Ends the try early.</param>
    public async Task<WrongLogin> TryAsync(
        CheckContext context,
        MailService service,
        bool isKnown,
        int number,
        CancellationToken cancellationToken
    )
    {
        if (_made.TryGetValue((service, isKnown, number), out var made))
        {
            context.Transcript.Add(
                $"tester  tried before on {made.Where} as {made.User}: \"{made.Answer}\" after {Spans.TenthsOfSeconds(made.Time)}"
            );
            return made;
        }

        var user = isKnown ? context.Mailboxes.First.Address : $"no-such-user@{context.Mailboxes.Domain}";
        var login = service switch
        {
            MailService.Imap or MailService.Imaps => ImapAsync(context, service, user, cancellationToken),
            MailService.Pop3 or MailService.Pop3s => Pop3Async(context, service, user, cancellationToken),
            _ => SmtpAsync(context, service, user, cancellationToken),
        };
        return _made[(service, isKnown, number)] = await login.ConfigureAwait(false);
    }

    private static async Task<WrongLogin> SmtpAsync(
        CheckContext context,
        MailService service,
        string user,
        CancellationToken cancellationToken
    )
    {
        var (session, _) = await context.GreetSmtpAsync(service, secure: true, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var started = context.Time.GetTimestamp();
            var reply = await session
                .CommandAsync($"AUTH PLAIN {MailAccount.PlainCredentialsOf(user, WrongLogin.Password)}", cancellationToken)
                .ConfigureAwait(false);
            var time = context.Time.GetElapsedTime(started);
            return new WrongLogin(session.Name, user, reply.ToString(), time)
            {
                Inside = reply.IsAccepted
                    ? null
                    : await RefusedSession.SendsAsync(context, service, session, cancellationToken).ConfigureAwait(false),
            };
        }
    }

    private static async Task<WrongLogin> ImapAsync(
        CheckContext context,
        MailService service,
        string user,
        CancellationToken cancellationToken
    )
    {
        var session = await context.GreetImapAsync(service, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var started = context.Time.GetTimestamp();
            var reply = await session.CommandAsync($"LOGIN {user} {WrongLogin.Password}", cancellationToken).ConfigureAwait(false);
            return new WrongLogin(session.Name, user, reply.ToString(), context.Time.GetElapsedTime(started))
            {
                Inside = reply.IsOk ? null : await RefusedSession.SelectsAsync(session, cancellationToken).ConfigureAwait(false),
            };
        }
    }

    private static async Task<WrongLogin> Pop3Async(
        CheckContext context,
        MailService service,
        string user,
        CancellationToken cancellationToken
    )
    {
        var session = await context.OpenPop3Async(service, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
            if (!service.IsImplicitTls())
            {
                await session.StartTlsAsync(cancellationToken).ConfigureAwait(false);
            }

            var started = context.Time.GetTimestamp();
            var first = await session.CommandAsync($"USER {user}", cancellationToken).ConfigureAwait(false);
            var answer = Pop3Dialogue.IsOk(first)
                ? await session.CommandAsync($"PASS {WrongLogin.Password}", cancellationToken).ConfigureAwait(false)
                : first;
            return new WrongLogin(session.Name, user, answer, context.Time.GetElapsedTime(started))
            {
                IsRefusedByName = !Pop3Dialogue.IsOk(first),
                Inside = Pop3Dialogue.IsOk(answer)
                    ? null
                    : await RefusedSession.CountsAsync(session, cancellationToken).ConfigureAwait(false),
            };
        }
    }
}
