using System.Security.Cryptography.X509Certificates;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>On every service the certificate chain leads to our authority and to no other, with nothing expired or useless in it.</summary>
internal sealed class CertificateChainCheck() : Check("TLS-04", "Certificate chain", Severity.Critical, "RFC 5280 section 6")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var trust = CertificateTrust.Of(context.Target);
        foreach (var service in context.Services())
        {
            using var shown = await PeerCertificate.ReadAsync(context, service, cancellationToken).ConfigureAwait(false);
            if (trust.ChainProblem(shown.Leaf, shown.Sent) is { } problem)
            {
                problems.Add($"{MailSocket.Name(service)}: {problem}");
            }

            problems.AddRange(
                shown
                    .Sent.Where(certificate => IsExpired(certificate, context.Time) || IssuedNothing(certificate, shown))
                    .Select(certificate => $"{MailSocket.Name(service)} sends an expired or unrelated certificate: {certificate.Subject}")
            );
        }

        return CheckFinding.From(problems, "the chains of all services lead to the run's own authority");
    }

    private static bool IsExpired(X509Certificate2 certificate, TimeProvider time) =>
        certificate.NotAfter.ToUniversalTime() < time.GetUtcNow();

    private static bool IssuedNothing(X509Certificate2 certificate, PeerCertificate shown) =>
        !shown
            .Sent.Append(shown.Leaf)
            .Any(other =>
                !ReferenceEquals(other, certificate) && other.IssuerName.RawData.AsSpan().SequenceEqual(certificate.SubjectName.RawData)
            );
}
