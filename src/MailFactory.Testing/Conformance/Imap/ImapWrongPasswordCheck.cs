using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>LOGIN and AUTHENTICATE with a wrong password are refused as such.</summary>
internal sealed class ImapWrongPasswordCheck()
    : Check(
        "IMAP-03",
        "IMAP login with a wrong password",
        Severity.Critical,
        "RFC 9051 sections 6.2.2 and 6.2.3",
        "the refusal says [AUTHENTICATIONFAILED] (RFC 5530)"
    )
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var answers = new List<string>();
        foreach (var service in context.Offered(MailService.Imap, MailService.Imaps))
        {
            var login = await context
                .WrongLogins.TryAsync(context, service, isKnown: true, number: 0, cancellationToken)
                .ConfigureAwait(false);
            Judge(login.Where, "LOGIN", login.Answer, problems);
            problems.Add(login.InsideProblems);
            answers.Add(await AuthenticateAsync(context, service, problems, cancellationToken).ConfigureAwait(false));
        }

        return problems.Finding($"a wrong password gets the reply: {string.Join("; ", answers)}");
    }

    private static async Task<string> AuthenticateAsync(
        CheckContext context,
        MailService service,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var session = await context.GreetImapAsync(service, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var credentials = MailAccount.PlainCredentialsOf(context.Mailboxes.First.Address, WrongLogin.Password);
            var reply = await session.CommandAsync("AUTHENTICATE PLAIN", cancellationToken, credentials).ConfigureAwait(false);
            Judge(session.Name, "AUTHENTICATE", reply.ToString(), problems);
            if (!reply.IsOk && await RefusedSession.SelectsAsync(session, cancellationToken).ConfigureAwait(false) is { } inside)
            {
                problems.Add(
                    $"{session.Name}: AUTHENTICATE with a wrong password is refused ({reply}), and the session is logged in: {inside}"
                );
            }

            return reply.ToString();
        }
    }

    private static void Judge(string where, string command, string answer, Problems problems)
    {
        if (!answer.StartsWith("NO ", StringComparison.Ordinal))
        {
            problems.Add($"{where}: {command} with a wrong password gets the reply: {answer}");
        }
        else if (!answer.Contains("[AUTHENTICATIONFAILED]", StringComparison.OrdinalIgnoreCase))
        {
            problems.Unkept($"{where}: {command} with a wrong password is refused without [AUTHENTICATIONFAILED]: {answer}");
        }
    }
}
