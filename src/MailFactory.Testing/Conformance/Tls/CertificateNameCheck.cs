using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>On every service the certificate names the mail host as subjectAltName, and not just any host.</summary>
internal sealed class CertificateNameCheck() : Check("TLS-05", "Certificate host name", Severity.Critical, "RFC 9525; RFC 7817")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var host = context.Target.Configuration.Hostname;
        var trust = CertificateTrust.Of(context.Target);
        var stranger = new CertificateTrust(context.Target.CaCertificatePem, "mail.wrong.invalid");
        foreach (var service in context.Services())
        {
            using var shown = await PeerCertificate.ReadAsync(context, service, cancellationToken).ConfigureAwait(false);
            if (trust.NameProblem(shown.Leaf) is { } problem)
            {
                problems.Add($"{MailSocket.Name(service)}: {problem}");
            }
            else if (stranger.NameProblem(shown.Leaf) is null)
            {
                problems.Add($"{MailSocket.Name(service)}: the certificate would also do for mail.wrong.invalid");
            }
        }

        return CheckFinding.From(problems, $"the certificates of all services name {host} as subjectAltName");
    }
}
