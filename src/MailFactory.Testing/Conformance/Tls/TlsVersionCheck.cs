using System.Net.Security;
using System.Security.Authentication;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>Every service refuses TLS 1.0 and 1.1 and takes TLS 1.2 and 1.3.</summary>
internal sealed class TlsVersionCheck()
    : Check("TLS-03", "TLS 1.2 and 1.3 only", Severity.Critical, "RFC 8996; RFC 8997; RFC 9325 section 3.1.1", "TLS 1.3 is taken")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        foreach (var service in context.Services())
        {
            try
            {
                await ProbeAsync(context, service, problems, cancellationToken).ConfigureAwait(false);
            }
            catch (MailProtocolException error)
            {
                problems.Add(error.Message);
            }
        }

        return problems.Finding("all services refuse TLS 1.0 and 1.1 and accept 1.2 and 1.3");
    }

    private static async Task ProbeAsync(CheckContext context, MailService service, Problems problems, CancellationToken cancellationToken)
    {
        // TLS 1.2 is offered the same way: it proves that the hand-made offer is one a server can accept.
        foreach (
            var (version, name, wanted) in new[]
            {
                ((ushort)0x0301, "TLS 1.0", false),
                ((ushort)0x0302, "TLS 1.1", false),
                ((ushort)0x0303, "TLS 1.2", true),
            }
        )
        {
            var answer = await OfferAsync(context, service, version, name, cancellationToken).ConfigureAwait(false);
            if (wanted && answer.Version != version)
            {
                problems.Add($"{MailSocket.Name(service)} refuses {name} ({answer.Answer})");
            }
            else if (!wanted && answer.Version is not null)
            {
                problems.Add($"{MailSocket.Name(service)} accepts {name}");
            }
        }

        var connection = await context.BringToHandshakeAsync(service, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = context.Target.Configuration.Hostname,
                EnabledSslProtocols = SslProtocols.Tls13,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
            };
            try
            {
                await connection.UpgradeAsync(options, cancellationToken).ConfigureAwait(false);
            }
            catch (MailProtocolException error)
            {
                problems.Unkept($"TLS 1.3 is refused: {error.Message}");
            }
        }
    }

    private static async Task<ServerHello> OfferAsync(
        CheckContext context,
        MailService service,
        ushort version,
        string name,
        CancellationToken cancellationToken
    )
    {
        var connection = await context.BringToHandshakeAsync(service, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await connection
                .SendBytesAsync(ClientHello.Offer(version, context.Target.Configuration.Hostname), cancellationToken)
                .ConfigureAwait(false);
            var answer = await ServerHello
                .ReadAsync(connection.Stream, context.PatienceWith(service), cancellationToken)
                .ConfigureAwait(false);
            connection.Log.Note($"offered {name} at most: {answer.Answer}");
            return answer;
        }
    }
}
