using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>Neither LOGIN nor AUTHENTICATE gets as far as the password on 143 without TLS.</summary>
internal sealed class ImapClearTextLoginCheck()
    : Check(
        "IMAP-02",
        "No IMAP login before TLS",
        Severity.Critical,
        "RFC 9051 sections 6.2.3 and 11; RFC 8314 section 4.1",
        "the refusal says [PRIVACYREQUIRED] (RFC 5530)"
    )
{
    // "\0nobody\0wrong".
    private const string Credentials = "AG5vYm9keQB3cm9uZw==";

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        ImapReply? last = null;
        foreach (var command in new[] { "AUTHENTICATE PLAIN", "AUTHENTICATE LOGIN", "LOGIN nobody wrong" })
        {
            var session = await context.OpenImapAsync(MailService.Imap, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
                last = await session.CommandAsync(command, cancellationToken, Credentials).ConfigureAwait(false);
                Judge(session.Name, string.Join(' ', command.Split(' ').Take(command.StartsWith('A') ? 2 : 1)), last, problems);
            }
        }

        if (context.MayTellPasswords())
        {
            await TryRightAsync(context, problems, cancellationToken).ConfigureAwait(false);
        }

        return problems.Finding($"LOGIN and AUTHENTICATE without TLS are refused, the last with: {last}");
    }

    // A server may know who exists before it says no: only the right password shows that nobody gets in.
    private static async Task TryRightAsync(CheckContext context, Problems problems, CancellationToken cancellationToken)
    {
        var account = context.Mailboxes.First;
        var session = await context.OpenImapAsync(MailService.Imap, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
            var login = await session.CommandAsync($"LOGIN {account.Address} {account.Password}", cancellationToken).ConfigureAwait(false);
            if (login.IsOk)
            {
                problems.Add($"{session.Name}: a right password is taken by LOGIN without TLS: {login}");
            }
        }
    }

    private static void Judge(string service, string command, ImapReply reply, Problems problems)
    {
        if (reply.WasAskedForMore)
        {
            problems.Add($"{service}: {command} without TLS is answered with a request for the password");
        }
        else if (reply.IsOk || reply.Text.Contains("[AUTHENTICATIONFAILED]", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"{service}: {command} without TLS is not refused for want of TLS: {reply}");
        }
        else if (command == "LOGIN" && !reply.Text.Contains("[PRIVACYREQUIRED]", StringComparison.OrdinalIgnoreCase))
        {
            problems.Unkept($"{service}: {command} without TLS is refused, but not with [PRIVACYREQUIRED]: {reply}");
        }
    }
}
