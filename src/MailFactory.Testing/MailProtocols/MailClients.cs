using System.Diagnostics.CodeAnalysis;
using MailFactory.Testing.MailProtocols.Accounts;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Pop3;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace MailFactory.Testing.MailProtocols;

/// <summary>Makes connected MailKit clients that trust only the target's certificate authority and its real host name.</summary>
/// <param name="target">The server.</param>
/// <param name="transcript">Where the talk is recorded.</param>
/// <param name="patience">The limit of a connect and of every later command.</param>
internal sealed class MailClients(MailServerTarget target, Transcript transcript, Func<MailService, TimeSpan> patience)
{
    /// <summary>An SMTP client on the service, logged in when an account is given.</summary>
    public Task<SmtpClient> SmtpAsync(MailService service, MailAccount? account, CancellationToken cancellationToken) =>
        ConnectAsync(log => new SmtpClient(log) { LocalDomain = "tester.example.org" }, service, account, cancellationToken);

    /// <summary>An IMAP client on the service, logged in when an account is given.</summary>
    public Task<ImapClient> ImapAsync(MailService service, MailAccount? account, CancellationToken cancellationToken) =>
        ConnectAsync(log => new ImapClient(log), service, account, cancellationToken);

    /// <summary>A POP3 client on the service, logged in when an account is given.</summary>
    public Task<Pop3Client> Pop3Async(MailService service, MailAccount? account, CancellationToken cancellationToken) =>
        ConnectAsync(log => new Pop3Client(log), service, account, cancellationToken);

    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "The client owns its protocol log and closes the socket; it is handed out or disposed."
    )]
    private async Task<TClient> ConnectAsync<TClient>(
        Func<IProtocolLogger, TClient> create,
        MailService service,
        MailAccount? account,
        CancellationToken cancellationToken
    )
        where TClient : MailKit.MailService
    {
        var trust = CertificateTrust.Of(target);
        var client = create(new MailKitLog(new WireLog(MailSocket.Name(service), transcript, target.Guard)));
        try
        {
            client.Timeout = (int)patience(service).TotalMilliseconds;
            client.CheckCertificateRevocation = false;
            client.ServerCertificateValidationCallback = trust.Accepts;
            var socket = await MailSocket.ConnectAsync(target, service, patience(service), cancellationToken).ConfigureAwait(false);

            // The real host name goes into SNI and the name check although the socket leads to a forwarded port.
            await client
                .ConnectAsync(socket, target.Configuration.Hostname, (int)service, Security(service), cancellationToken)
                .ConfigureAwait(false);
            if (account is not null)
            {
                await client.AuthenticateAsync(account.Address, account.Password, cancellationToken).ConfigureAwait(false);
            }

            return client;
        }
        catch (SslHandshakeException error)
        {
            client.Dispose();
            var problem = $"{MailSocket.Name(service)}: the TLS handshake failed: {trust.LastProblem ?? TlsReason.Of(error)}";
            throw trust.LacksAuthority ? new UntrustedCertificateException(problem, error) : new MailProtocolException(problem, error);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static SecureSocketOptions Security(MailService service) =>
        service is MailService.Submissions or MailService.Imaps or MailService.Pop3s
            ? SecureSocketOptions.SslOnConnect
            : SecureSocketOptions.StartTls;
}
