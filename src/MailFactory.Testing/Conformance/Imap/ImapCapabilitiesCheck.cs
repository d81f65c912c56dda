using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>A right password is taken; this project's own servers then offer what mail clients of today rely on.</summary>
internal sealed class ImapCapabilitiesCheck()
    : Check(
        "IMAP-04",
        "IMAP login and capabilities after it",
        Severity.Major,
        "RFC 9051 sections 6.1.1 and 6.2.2",
        string.Join(' ', _needed)
    )
{
    private static readonly string[] _needed = ["IDLE", "MOVE", "UIDPLUS", "NAMESPACE", "SPECIAL-USE", "QUOTA", "CONDSTORE", "ESEARCH"];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var services = context.Offered(MailService.Imap, MailService.Imaps);
        IReadOnlySet<string> offered = new HashSet<string>();
        foreach (var service in services)
        {
            offered = await AskAsync(context, service, problems, cancellationToken).ConfigureAwait(false);
        }

        return problems.Finding(
            $"a right password is taken on {Offering.Numbers(services)}, and then {offered.Count} capabilities are offered, "
                + $"{string.Join(' ', _needed.Where(offered.Contains))} among them"
        );
    }

    private static async Task<IReadOnlySet<string>> AskAsync(
        CheckContext context,
        MailService service,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var session = await context.GreetImapAsync(service, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var login = await session
                .CommandAsync("AUTHENTICATE PLAIN", cancellationToken, context.Mailboxes.First.PlainCredentials)
                .ConfigureAwait(false);
            if (!login.IsOk)
            {
                problems.Add($"{session.Name}: a right password gets the reply: {login}");
                return new HashSet<string>();
            }

            var offered = await session.CapabilitiesAsync(cancellationToken).ConfigureAwait(false);
            if (!offered.Contains("IMAP4REV1") && !offered.Contains("IMAP4REV2"))
            {
                problems.Add($"{session.Name}: after login neither IMAP4rev1 nor IMAP4rev2 is offered");
            }

            if (_needed.Where(name => !offered.Contains(name)).ToList() is { Count: > 0 } missing)
            {
                problems.Unkept($"{session.Name}: not offered after login: {string.Join(' ', missing)}");
            }

            await session.CommandAsync("LOGOUT", cancellationToken).ConfigureAwait(false);
            return offered;
        }
    }
}
