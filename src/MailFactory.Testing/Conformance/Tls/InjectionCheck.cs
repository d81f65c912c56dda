using System.Net.Security;
using System.Text;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>
/// What is said in clear text behind STARTTLS is forgotten when TLS begins; else whoever stands in between can put commands into the
/// client's mouth (CVE-2011-0411).
/// </summary>
internal sealed class InjectionCheck()
    : Check(
        "TLS-11",
        "No injection behind STARTTLS",
        Severity.Critical,
        "RFC 3207 sections 4.2 and 6; RFC 9051 section 6.2.1; RFC 2595 section 4; RFC 5804 section 2.2"
    )
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var services = context.Offered(
            MailService.Smtp,
            MailService.Submission,
            MailService.Imap,
            MailService.Pop3,
            MailService.ManageSieve
        );
        foreach (var service in services)
        {
            if (await TryAsync(context, service, cancellationToken).ConfigureAwait(false) is { } answer)
            {
                problems.Add($"{MailSocket.Name(service)} obeys inside TLS what was sent in clear text behind STARTTLS: {answer}");
            }

            if (
                service is MailService.Smtp or MailService.Submission
                && await KeptAsync(context, service, cancellationToken).ConfigureAwait(false) is { } kept
            )
            {
                problems.Add($"{MailSocket.Name(service)} remembers inside TLS the MAIL of clear text: {kept}");
            }
        }

        return problems.Finding($"{Offering.Numbers(services)} forget what is sent in clear text behind STARTTLS");
    }

    /// <summary>The answer to the command in clear text, or null when there was none.</summary>
    private static async Task<string?> TryAsync(CheckContext context, MailService service, CancellationToken cancellationToken)
    {
        // Each talk ends with the last command, so that everything that is answered can be read without a guess how long to wait.
        var (start, injected, last) = service switch
        {
            MailService.Imap => ("a1 STARTTLS", "a2 NOOP", "a3 LOGOUT"),
            MailService.Pop3 => ("STLS", "CAPA", "QUIT"),
            MailService.ManageSieve => ("STARTTLS", "NOOP", "LOGOUT"),
            _ => ("STARTTLS", "NOOP", "QUIT"),
        };
        var connection = await context.ConnectAsync(service, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await connection.GreetAsync(service, cancellationToken).ConfigureAwait(false);
            connection.Log.Client(start);
            connection.Log.Client(injected);
            await connection
                .SendBytesAsync(Encoding.Latin1.GetBytes($"{start}\r\n{injected}\r\n"), cancellationToken)
                .ConfigureAwait(false);
            try
            {
                await connection.ReadLineAsync(cancellationToken).ConfigureAwait(false);
                var options = new SslClientAuthenticationOptions
                {
                    TargetHost = context.Target.Configuration.Hostname,
                    RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
                };
                await connection.UpgradeAsync(options, cancellationToken).ConfigureAwait(false);
                await connection.SendAsync(last, cancellationToken).ConfigureAwait(false);
                return await ReadAsync(connection, service, cancellationToken).ConfigureAwait(false);
            }
            catch (MailProtocolException error) when (error is not ServerSilentException)
            {
                // A server that hangs up, or takes the command for a broken handshake, obeys nothing.
                connection.Log.Note($"the talk ended: {error.Message}");
                return null;
            }
        }
    }

    /// <summary>
    /// The answer that shows that a transaction begun in clear text goes on inside TLS, where all is to be forgotten (RFC 3207 section 4.2);
    /// null when it does not.
    /// </summary>
    private static async Task<string?> KeptAsync(CheckContext context, MailService service, CancellationToken cancellationToken)
    {
        var (session, ehlo) = await context.GreetSmtpAsync(service, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            try
            {
                var from = $"stranger@{context.Target.ForeignDomain}";
                var mail = await session.CommandAsync($"MAIL FROM:<{from}>", cancellationToken).ConfigureAwait(false);
                if (!mail.IsAccepted || !ehlo.Offers("STARTTLS"))
                {
                    return null;
                }

                await session.StartTlsAsync(cancellationToken).ConfigureAwait(false);
                var reply = await session
                    .CommandAsync($"RCPT TO:<{context.Mailboxes.Second.Address}>", cancellationToken)
                    .ConfigureAwait(false);
                return reply.IsAccepted ? $"RCPT gets the reply: {reply}" : null;
            }
            catch (MailProtocolException error) when (error is not ServerSilentException)
            {
                // No STARTTLS in the middle of a transaction: nothing is carried over.
                return null;
            }
        }
    }

    private static async Task<string?> ReadAsync(LineConnection connection, MailService service, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < 50 && await connection.TryReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("221 ", StringComparison.Ordinal) || line.StartsWith("a3 ", StringComparison.Ordinal))
            {
                break;
            }
        }

        return service switch
        {
            MailService.Imap => lines.FirstOrDefault(line => line.StartsWith("a2 ", StringComparison.Ordinal)),
            MailService.Pop3 => lines.Count > 1 ? lines[0] : null,
            MailService.ManageSieve => SieveAnswer(lines),
            _ => lines.FirstOrDefault(line => !line.StartsWith("221", StringComparison.Ordinal)),
        };
    }

    /// <summary>
    /// The capabilities come by themselves and end with a status of their own (RFC 5804 section 2.2), the last status answers LOGOUT: one in
    /// between answers what was sent in clear text.
    /// </summary>
    private static string? SieveAnswer(List<string> lines)
    {
        var statuses = lines.Where(line => line.Split(' ')[0].ToUpperInvariant() is "OK" or "NO" or "BYE").ToList();
        var expected = lines.Count > 0 && lines[0].StartsWith('"') ? 2 : 1;
        return statuses.Count > expected ? statuses[^2] : null;
    }
}
