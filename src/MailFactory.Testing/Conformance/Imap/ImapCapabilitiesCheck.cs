using System.Text;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>After the login the server offers what mail clients of today rely on.</summary>
internal sealed class ImapCapabilitiesCheck() : Check("IMAP-04", "IMAP capabilities after login", Severity.Major, "RFC 9051 section 6.1.1")
{
    private static readonly string[] _needed = ["IDLE", "MOVE", "UIDPLUS", "NAMESPACE", "SPECIAL-USE", "QUOTA", "CONDSTORE", "ESEARCH"];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var account = context.Mailboxes.First;
        var session = await context.OpenImapAsync(MailService.Imaps, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{account.Address}\0{account.Password}"));
            var login = await session.CommandAsync("AUTHENTICATE PLAIN", cancellationToken, credentials).ConfigureAwait(false);
            if (!login.IsOk)
            {
                return CheckFinding.Failed($"a right password is answered: {login}");
            }

            var offered = await session.CapabilitiesAsync(cancellationToken).ConfigureAwait(false);
            await session.CommandAsync("LOGOUT", cancellationToken).ConfigureAwait(false);
            var missing = _needed.Where(name => !offered.Contains(name)).ToList();
            return missing.Count == 0
                ? CheckFinding.Passed($"{string.Join(' ', _needed)} are offered after login")
                : CheckFinding.Failed($"not offered after login: {string.Join(' ', missing)}");
        }
    }
}
