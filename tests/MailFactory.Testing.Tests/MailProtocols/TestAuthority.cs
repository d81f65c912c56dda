using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailFactory.Testing.Tests.MailProtocols;

/// <summary>A certificate authority in memory.</summary>
internal sealed class TestAuthority
{
    private static readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly X509Certificate2 _certificate;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _certificate = request.CreateSelfSigned(_now.AddYears(-2), _now.AddYears(2));
    }

    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>A server certificate for the names; with none of them the host stands in the common name only.</summary>
    public X509Certificate2 Issue(string commonName, string[] names, bool expired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        if (names.Length > 0)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            Array.ForEach(names, alternatives.AddDnsName);
            request.CertificateExtensions.Add(alternatives.Build());
        }

        var until = expired ? _now.AddDays(-1) : _now.AddDays(90);
        return request.Create(_certificate, _now.AddDays(-30), until, RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
    }
}
