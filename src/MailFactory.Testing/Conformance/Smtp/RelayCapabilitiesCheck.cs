using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>
/// Port 25 asks for no password in clear text; this project's own servers offer there what other servers need, and no login at all.
/// </summary>
internal sealed class RelayCapabilitiesCheck()
    : Check(
        "SMTP-02",
        "Capabilities on port 25",
        Severity.Critical,
        "RFC 5321 section 4.1.1.1; RFC 4954 section 4",
        $"{string.Join(' ', _needed)}, no AUTH and no XCLIENT on port 25"
    )
{
    private static readonly string[] _needed = ["PIPELINING", "SIZE", "STARTTLS", "ENHANCEDSTATUSCODES", "8BITMIME", "DSN", "CHUNKING"];

    // What a proxy in front of Postfix may say about the client.
    private static readonly string[] _forProxies = ["XCLIENT", "XFORWARD"];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var (session, clear) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            AuthMechanisms.Judge(session.Name, clear, problems);
            if (clear.Offers("STARTTLS"))
            {
                await session.StartTlsAsync(cancellationToken).ConfigureAwait(false);
                if ((await session.EhloAsync(cancellationToken).ConfigureAwait(false)).Offers("AUTH"))
                {
                    problems.Unkept($"{session.Name} offers AUTH inside TLS");
                }
            }

            foreach (var name in _forProxies.Where(clear.Offers))
            {
                problems.Unkept($"{session.Name} offers {name} to strangers, who may then claim to be anybody");
            }

            foreach (var name in _needed.Where(name => !clear.Offers(name)))
            {
                problems.Unkept($"{session.Name} does not offer {name}");
            }

            return problems.Finding(
                $"port 25 offers {string.Join(' ', clear.Lines.Skip(1).Select(line => line.Split(' ')[0]))} and no password in clear text"
            );
        }
    }
}
