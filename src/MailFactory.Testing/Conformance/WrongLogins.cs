using MailFactory.Testing.Amounts;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Conformance;

/// <summary>
/// Logins with a wrong password, as a user whom the server has and as one whom it has not. Each is tried once for all checks of a suite:
/// servers make whoever fails wait longer each time, and may shut him out in the end.
/// </summary>
internal sealed class WrongLogins
{
    private readonly Dictionary<(string Protocol, bool IsKnown, int Number), WrongLogin> _made = [];

    /// <summary>Tries AUTH PLAIN where mail is handed in.</summary>
    /// <param name="context">What the check works with.</param>
    /// <param name="isKnown">Whether as a user whom the server has.</param>
    /// <param name="number">The number of the try, from 0; it is made when it was not yet.</param>
    /// <param name="cancellationToken">Ends the try early.</param>
    public Task<WrongLogin> SmtpAsync(CheckContext context, bool isKnown, int number, CancellationToken cancellationToken) =>
        OnceAsync(context, "smtp", isKnown, number, user => SmtpAsync(context, user, cancellationToken));

    /// <summary>Tries LOGIN over IMAP.</summary>
    /// <inheritdoc cref="SmtpAsync(CheckContext, bool, int, CancellationToken)"/>
    public Task<WrongLogin> ImapAsync(CheckContext context, bool isKnown, int number, CancellationToken cancellationToken) =>
        OnceAsync(context, "imap", isKnown, number, user => ImapAsync(context, user, cancellationToken));

    /// <summary>Tries USER and PASS over POP3.</summary>
    /// <inheritdoc cref="SmtpAsync(CheckContext, bool, int, CancellationToken)"/>
    public Task<WrongLogin> Pop3Async(CheckContext context, bool isKnown, int number, CancellationToken cancellationToken) =>
        OnceAsync(context, "pop3", isKnown, number, user => Pop3Async(context, user, cancellationToken));

    private async Task<WrongLogin> OnceAsync(
        CheckContext context,
        string protocol,
        bool isKnown,
        int number,
        Func<string, Task<WrongLogin>> attempt
    )
    {
        if (_made.TryGetValue((protocol, isKnown, number), out var made))
        {
            context.Transcript.Add(
                $"tester  tried before on {made.Where} as {made.User}: \"{made.Answer}\" after {Spans.TenthsOfSeconds(made.Time)}"
            );
            return made;
        }

        var user = isKnown ? context.Mailboxes.First.Address : $"no-such-user@{context.Mailboxes.Domain}";
        return _made[(protocol, isKnown, number)] = await attempt(user).ConfigureAwait(false);
    }

    private static async Task<WrongLogin> SmtpAsync(CheckContext context, string user, CancellationToken cancellationToken)
    {
        var (session, _) = await context.GreetSmtpAsync(context.SubmissionService(), secure: true, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var started = context.Time.GetTimestamp();
            var reply = await session
                .CommandAsync($"AUTH PLAIN {MailAccount.PlainCredentialsOf(user, WrongLogin.Password)}", cancellationToken)
                .ConfigureAwait(false);
            return new WrongLogin(session.Name, user, reply.ToString(), context.Time.GetElapsedTime(started));
        }
    }

    private static async Task<WrongLogin> ImapAsync(CheckContext context, string user, CancellationToken cancellationToken)
    {
        var session = await context.GreetImapAsync(context.ImapService(), cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var started = context.Time.GetTimestamp();
            var reply = await session.CommandAsync($"LOGIN {user} {WrongLogin.Password}", cancellationToken).ConfigureAwait(false);
            return new WrongLogin(session.Name, user, reply.ToString(), context.Time.GetElapsedTime(started));
        }
    }

    private static async Task<WrongLogin> Pop3Async(CheckContext context, string user, CancellationToken cancellationToken)
    {
        var service = context.Pop3Service();
        var session = await context.OpenPop3Async(service, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
            if (!service.IsImplicitTls())
            {
                await session.StartTlsAsync(cancellationToken).ConfigureAwait(false);
            }

            var started = context.Time.GetTimestamp();
            var answer = await session.CommandAsync($"USER {user}", cancellationToken).ConfigureAwait(false);
            if (Pop3Dialogue.IsOk(answer))
            {
                answer = await session.CommandAsync($"PASS {WrongLogin.Password}", cancellationToken).ConfigureAwait(false);
            }

            return new WrongLogin(session.Name, user, answer, context.Time.GetElapsedTime(started));
        }
    }
}
