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
    /// <param name="commonName">The common name.</param>
    /// <param name="names">The names of subjectAltName.</param>
    /// <param name="expired">Whether it ran out yesterday.</param>
    /// <param name="days">In how many days it runs out otherwise.</param>
    /// <param name="since">How many days ago it began.</param>
    /// <param name="change">Adds to it what the others do not have.</param>
    /// <param name="curve">The curve of its key; P-256 when null.</param>
    public X509Certificate2 Issue(
        string commonName,
        string[] names,
        bool expired = false,
        double days = 90,
        double since = 30,
        Action<CertificateRequest>? change = null,
        ECCurve? curve = null
    )
    {
        using var key = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        if (names.Length > 0)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            Array.ForEach(names, alternatives.AddDnsName);
            request.CertificateExtensions.Add(alternatives.Build());
        }

        change?.Invoke(request);
        var until = _now.AddDays(expired ? -1 : days);
        return request.Create(_certificate, _now.AddDays(-since), until, RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
    }
}
