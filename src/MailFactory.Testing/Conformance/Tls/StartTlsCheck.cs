using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>25, 587, 143 and 110 offer TLS, upgrade to it on request, and do not offer it again inside.</summary>
internal sealed class StartTlsCheck()
    : Check("TLS-02", "STARTTLS on 25, 587, 143 and 110", Severity.Critical, "RFC 3207; RFC 9051 section 6.2.1; RFC 2595")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var services = context.Offered(MailService.Smtp, MailService.Submission, MailService.Imap, MailService.Pop3);
        var problems = new Problems(context);
        foreach (var service in services)
        {
            try
            {
                var (before, after) = await CapabilitiesAsync(context, service, cancellationToken).ConfigureAwait(false);
                if (after.Contains("STARTTLS") || after.Contains("STLS"))
                {
                    problems.Add($"{MailSocket.Name(service)} still offers STARTTLS inside TLS");
                }

                // POP3's CAPA is optional, and so is telling of STLS there (RFC 2595 section 4).
                if (service != MailService.Pop3 && !before.Contains("STARTTLS"))
                {
                    problems.Add($"{MailSocket.Name(service)} takes STARTTLS without offering it");
                }
            }
            catch (MailProtocolException error)
            {
                problems.Add(error.Message);
            }
        }

        return problems.Finding($"{Offering.Numbers(services)} offer TLS, upgrade to it, and do not offer it again");
    }

    private static async Task<(HashSet<string> Before, HashSet<string> After)> CapabilitiesAsync(
        CheckContext context,
        MailService service,
        CancellationToken cancellationToken
    )
    {
        switch (service)
        {
            case MailService.Imap:
                var imap = await context.OpenImapAsync(service, cancellationToken).ConfigureAwait(false);
                await using (imap.ConfigureAwait(false))
                {
                    await imap.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
                    var clear = await imap.CapabilitiesAsync(cancellationToken).ConfigureAwait(false);
                    await imap.StartTlsAsync(cancellationToken).ConfigureAwait(false);
                    return ([.. clear], [.. await imap.CapabilitiesAsync(cancellationToken).ConfigureAwait(false)]);
                }

            case MailService.Pop3:
                var pop3 = await context.OpenPop3Async(service, cancellationToken).ConfigureAwait(false);
                await using (pop3.ConfigureAwait(false))
                {
                    await pop3.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
                    var clear = await pop3.CapabilitiesAsync(cancellationToken).ConfigureAwait(false);
                    await pop3.StartTlsAsync(cancellationToken).ConfigureAwait(false);
                    return ([.. clear], [.. await pop3.CapabilitiesAsync(cancellationToken).ConfigureAwait(false)]);
                }

            default:
                var (smtp, ehlo) = await context.GreetSmtpAsync(service, secure: false, cancellationToken).ConfigureAwait(false);
                await using (smtp.ConfigureAwait(false))
                {
                    await smtp.StartTlsAsync(cancellationToken).ConfigureAwait(false);
                    var secure = await smtp.EhloAsync(cancellationToken).ConfigureAwait(false);
                    return (
                        [.. ehlo.Lines.Skip(1).Select(line => line.ToUpperInvariant())],
                        [.. secure.Lines.Skip(1).Select(line => line.ToUpperInvariant())]
                    );
                }
        }
    }
}
