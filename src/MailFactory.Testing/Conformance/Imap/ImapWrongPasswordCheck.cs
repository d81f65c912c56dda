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
        var user = context.Mailboxes.First.Address;
        const string Wrong = "definitely-wrong";
        ImapReply? last = null;
        foreach (
            var (command, answers) in new[]
            {
                ($"LOGIN {user} {Wrong}", Array.Empty<string>()),
                ("AUTHENTICATE PLAIN", [MailAccount.PlainCredentialsOf(user, Wrong)]),
            }
        )
        {
            var session = await context.OpenImapAsync(MailService.Imaps, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
                last = await session.CommandAsync(command, cancellationToken, answers).ConfigureAwait(false);
                if (last.Status != "NO")
                {
                    problems.Add($"{session.Name}: {command.Split(' ')[0]} with a wrong password is answered: {last}");
                }
                else if (!last.Text.Contains("[AUTHENTICATIONFAILED]", StringComparison.OrdinalIgnoreCase))
                {
                    problems.Unkept(
                        $"{session.Name}: {command.Split(' ')[0]} with a wrong password is refused without [AUTHENTICATIONFAILED]: {last}"
                    );
                }
            }
        }

        return problems.Finding($"a wrong password is answered: {last}");
    }
}
