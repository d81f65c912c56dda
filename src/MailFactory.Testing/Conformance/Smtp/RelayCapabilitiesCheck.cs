using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>Port 25 offers what other servers need, and no login.</summary>
internal sealed class RelayCapabilitiesCheck() : Check("SMTP-02", "Capabilities on port 25", Severity.Critical, "RFC 5321 section 4.1.1.1")
{
    private static readonly string[] _needed = ["PIPELINING", "SIZE", "STARTTLS", "ENHANCEDSTATUSCODES", "8BITMIME", "DSN", "CHUNKING"];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var (session, clear) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var problems = _needed.Where(name => !clear.Offers(name)).Select(name => $"port 25 does not offer {name}").ToList();
            if (clear.Offers("AUTH"))
            {
                problems.Add("port 25 offers AUTH in clear text");
            }

            if (clear.Offers("STARTTLS"))
            {
                await session.StartTlsAsync(cancellationToken).ConfigureAwait(false);
                if ((await session.EhloAsync(cancellationToken).ConfigureAwait(false)).Offers("AUTH"))
                {
                    problems.Add("port 25 offers AUTH inside TLS");
                }
            }

            return CheckFinding.From(problems, $"port 25 offers {string.Join(' ', _needed)} and no AUTH");
        }
    }
}
