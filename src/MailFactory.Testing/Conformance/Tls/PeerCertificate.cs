using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>What a service showed in its handshake, taken without judging it.</summary>
internal sealed class PeerCertificate : IDisposable
{
    private PeerCertificate(X509Certificate2 leaf, X509Certificate2Collection sent)
    {
        Leaf = leaf;
        Sent = sent;
    }

    /// <summary>The server's own certificate.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>The certificates sent along with it.</summary>
    public X509Certificate2Collection Sent { get; }

    /// <summary>Makes a handshake that accepts any certificate and keeps what was shown.</summary>
    public static async Task<PeerCertificate> ReadAsync(CheckContext context, MailService service, CancellationToken cancellationToken)
    {
        PeerCertificate? seen = null;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = context.Target.Configuration.Hostname,
            RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            {
                seen = Copy(certificate, chain);
                return seen is not null;
            },
        };
        var connection = await context.BringToHandshakeAsync(service, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await connection.UpgradeAsync(options, cancellationToken).ConfigureAwait(false);
        }

        var shown = seen ?? throw new MailProtocolException($"{MailSocket.Name(service)}: the server showed no certificate");
        connection.Log.Note(
            $"certificate {shown.Leaf.Subject}, issued by {shown.Leaf.Issuer}, until {shown.Leaf.NotAfter.ToUniversalTime():u}, "
                + $"{shown.Sent.Count} more sent"
        );
        return shown;
    }

    /// <summary>Releases the certificates.</summary>
    public void Dispose()
    {
        Leaf.Dispose();
        foreach (var certificate in Sent)
        {
            certificate.Dispose();
        }
    }

    private static PeerCertificate? Copy(X509Certificate? certificate, X509Chain? chain)
    {
        if (certificate is null)
        {
            return null;
        }

        var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        var sent = new X509Certificate2Collection();
        foreach (var other in chain?.ChainPolicy.ExtraStore ?? [])
        {
            if (!other.RawDataMemory.Span.SequenceEqual(leaf.RawDataMemory.Span))
            {
                sent.Add(X509CertificateLoader.LoadCertificate(other.RawData));
            }
        }

        return new PeerCertificate(leaf, sent);
    }
}
