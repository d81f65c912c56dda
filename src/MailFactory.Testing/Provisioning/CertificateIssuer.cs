using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailFactory.Testing.Provisioning;

/// <summary>
/// Issues server certificates from an authority made for one machine. It runs on the host, where it is fast, and on P-256,
/// which is quick to verify and sign with even in an emulated machine.
/// </summary>
internal static class CertificateIssuer
{
    // The guest's clock may be behind the host's.
    private static readonly TimeSpan _backdating = TimeSpan.FromDays(1);
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan _renewal = TimeSpan.FromDays(30);

    /// <summary>Makes an authority and a certificate for the host name and <c>localhost</c>, good for a year.</summary>
    public static ServerCertificate Issue(string hostname, DateTimeOffset now)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = AuthorityRequest(hostname, authorityKey).CreateSelfSigned(now - _backdating, now + _lifetime);
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var server = ServerRequest(hostname, serverKey, authority)
            .Create(authority, now - _backdating, now + _lifetime, RandomNumberGenerator.GetBytes(16));
        return new ServerCertificate(
            Lines(authority.ExportCertificatePem()),
            Lines(server.ExportCertificatePem()),
            Lines(serverKey.ExportPkcs8PrivateKeyPem())
        );
    }

    /// <summary>Whether the certificate is signed by the authority, names the host, and lasts at least 30 more days.</summary>
    public static bool IsGood(string authorityPem, string certificatePem, string hostname, DateTimeOffset now)
    {
        try
        {
            using var authority = X509Certificate2.CreateFromPem(authorityPem);
            using var server = X509Certificate2.CreateFromPem(certificatePem);
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.VerificationTime = (now + _renewal).UtcDateTime;
            return chain.Build(server) && server.MatchesHostname(hostname);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static CertificateRequest AuthorityRequest(string hostname, ECDsa key)
    {
        var request = new CertificateRequest($"CN=Mail Factory Testing authority for {hostname}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: true,
                hasPathLengthConstraint: true,
                pathLengthConstraint: 0,
                critical: true
            )
        );
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true)
        );
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    // RFC 9525: only the subject alternative name counts.
    private static CertificateRequest ServerRequest(string hostname, ECDsa key, X509Certificate2 authority)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(hostname);
        names.AddDnsName("localhost");
        var request = new CertificateRequest($"CN={hostname}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: false,
                hasPathLengthConstraint: false,
                pathLengthConstraint: 0,
                critical: true
            )
        );
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false)
        );
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static string Lines(string pem) => pem + "\n";
}
