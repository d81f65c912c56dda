using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>On every service the certificate names the mail host as subjectAltName, and not just any host.</summary>
internal sealed class CertificateNameCheck()
    : Check("TLS-05", "Certificate host name", Severity.Critical, "RFC 9525 section 6; RFC 7817 section 3")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var host = context.Target.Configuration.Hostname;
        var trust = CertificateTrust.Of(context.Target);
        var stranger = new CertificateTrust(context.Target.CaCertificatePem, "mail.wrong.invalid");
        using var survey = await CertificateSurvey.ReadAsync(context, problems, cancellationToken).ConfigureAwait(false);
        foreach (var (name, shown) in survey.Services)
        {
            if (trust.NameProblem(shown.Leaf) is { } problem)
            {
                problems.Add($"{name}: {problem}");
            }
            else if (stranger.NameProblem(shown.Leaf) is null)
            {
                problems.Add($"{name}: the certificate is also valid for mail.wrong.invalid");
            }
        }

        return problems.Finding($"the certificates of all services name {host} as subjectAltName");
    }
}
