using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>A login on 143 without TLS is refused before its password is looked at.</summary>
internal sealed class ImapClearTextLoginCheck()
    : Check("IMAP-02", "No IMAP login before TLS", Severity.Critical, "RFC 9051 section 6.2.3; RFC 5530 section 3")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var session = await context.OpenImapAsync(MailService.Imap, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
            var reply = await session.CommandAsync("LOGIN nobody wrong", cancellationToken).ConfigureAwait(false);
            var isPrivate = reply.Text.Contains("[PRIVACYREQUIRED]", StringComparison.OrdinalIgnoreCase);
            return (reply.Status, isPrivate) switch
            {
                ("NO", true) => CheckFinding.Passed($"LOGIN without TLS is answered: {reply}"),
                ("BAD", _) => CheckFinding.Warned($"LOGIN without TLS is refused, but not with [PRIVACYREQUIRED]: {reply}"),
                _ => CheckFinding.Failed($"LOGIN without TLS is not refused for want of TLS: {reply}"),
            };
        }
    }
}
