using System.Security.Cryptography.X509Certificates;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>
/// Every service's certificate has a key of enough bits that may be used for a server, and a signature that holds today, and so have those
/// that are sent along.
/// </summary>
internal sealed class CertificateKeyCheck()
    : Check("TLS-07", "Certificate key and signature", Severity.Major, "RFC 9325 section 4.5; RFC 5280 section 4.2.1.3")
{
    private const int FewestRsaBits = 2048;
    private const int FewestEllipticBits = 256;
    private static readonly string[] _brokenHashes = ["md5", "md2", "sha1"];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        using var survey = await CertificateSurvey.ReadAsync(context, problems, cancellationToken).ConfigureAwait(false);
        var keys = new SortedSet<string>();
        foreach (var (name, shown) in survey.Services)
        {
            keys.Add(Key(shown.Leaf));
            problems.Add(Judge(shown.Leaf).Select(problem => $"{name}: {problem}"));
            problems.Add(shown.Sent.SelectMany(JudgeIssuer).Select(problem => $"{name}: {problem}"));
        }

        return problems.Finding($"the keys and signatures of all services are strong enough: {string.Join(", ", keys)}");
    }

    /// <summary>What is wrong with a certificate's key, its use or its signature.</summary>
    internal static IEnumerable<string> Judge(X509Certificate2 certificate)
    {
        foreach (var problem in Weaknesses(certificate, "the certificate", isSigned: true))
        {
            yield return problem;
        }

        // A key for signing in the handshake, or for taking a secret (RSA key exchange).
        const X509KeyUsageFlags ForServers =
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyAgreement;
        if (certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage && (usage.KeyUsages & ForServers) == 0)
        {
            yield return $"the certificate's key is for {usage.KeyUsages} only, not for a server";
        }
    }

    /// <summary>
    /// What is wrong with an authority's certificate that was sent along; one that signed itself is trusted by whoever has it, not by its
    /// signature.
    /// </summary>
    internal static IEnumerable<string> JudgeIssuer(X509Certificate2 certificate) =>
        Weaknesses(
            certificate,
            $"the certificate of {certificate.Subject}",
            isSigned: !certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
        );

    private static IEnumerable<string> Weaknesses(X509Certificate2 certificate, string name, bool isSigned)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var elliptic = certificate.GetECDsaPublicKey();
        if (rsa?.KeySize < FewestRsaBits || elliptic?.KeySize < FewestEllipticBits)
        {
            yield return $"{name}'s key is too short: {Key(certificate)}";
        }

        if (
            isSigned
            && certificate.SignatureAlgorithm.FriendlyName is { } algorithm
            && _brokenHashes.Any(hash => algorithm.Contains(hash, StringComparison.OrdinalIgnoreCase))
        )
        {
            yield return $"{name} is signed with {algorithm}, which can be forged";
        }
    }

    private static string Key(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var elliptic = certificate.GetECDsaPublicKey();
        var bits = (rsa?.KeySize ?? elliptic?.KeySize) is { } size ? $" of {size} bits" : string.Empty;
        return $"{certificate.PublicKey.Oid.FriendlyName}{bits} with {certificate.SignatureAlgorithm.FriendlyName}";
    }
}
