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
        var login = await context.WrongLogins.ImapAsync(context, isKnown: true, number: 0, cancellationToken).ConfigureAwait(false);
        Judge(login.Where, "LOGIN", login.Answer, problems);

        var session = await context.GreetImapAsync(context.ImapService(), cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var credentials = MailAccount.PlainCredentialsOf(context.Mailboxes.First.Address, WrongLogin.Password);
            var reply = await session.CommandAsync("AUTHENTICATE PLAIN", cancellationToken, credentials).ConfigureAwait(false);
            Judge(session.Name, "AUTHENTICATE", reply.ToString(), problems);
            return problems.Finding($"a wrong password gets the reply: {reply}");
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
