using System.Text;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>LOGIN and AUTHENTICATE with a wrong password are refused as such.</summary>
internal sealed class ImapWrongPasswordCheck()
    : Check("IMAP-03", "IMAP login with a wrong password", Severity.Critical, "RFC 5530 section 3")
{
    /// <inheritdoc/>
    public override TimeSpan TimeLimit => TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var user = context.Mailboxes.First.Address;
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0definitely-wrong"));
        ImapReply? last = null;
        foreach (
            var (command, answers) in new[]
            {
                ($"LOGIN {user} definitely-wrong", Array.Empty<string>()),
                ("AUTHENTICATE PLAIN", [credentials]),
            }
        )
        {
            var session = await context.OpenImapAsync(MailService.Imaps, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
                last = await session.CommandAsync(command, cancellationToken, answers).ConfigureAwait(false);
                if (last.Status != "NO" || !last.Text.Contains("[AUTHENTICATIONFAILED]", StringComparison.OrdinalIgnoreCase))
                {
                    problems.Add($"{command.Split(' ')[0]} with a wrong password is answered: {last}");
                }
            }
        }

        return CheckFinding.From(problems, $"a wrong password is answered: {last}");
    }
}
