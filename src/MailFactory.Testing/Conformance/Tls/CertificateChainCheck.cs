using System.Security.Cryptography.X509Certificates;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>
/// On every service the chain leads to our authority, for the purpose of a server, and nothing else is sent along.
/// </summary>
internal sealed class CertificateChainCheck()
    : Check("TLS-04", "Certificate chain", Severity.Critical, "RFC 5280 sections 4.2.1.12 and 6; RFC 5246 section 7.4.2")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var trust = CertificateTrust.Of(context.Target);
        using var survey = await CertificateSurvey.ReadAsync(context, problems, cancellationToken).ConfigureAwait(false);
        foreach (var (name, shown) in survey.Services)
        {
            if (trust.ChainProblem(shown.Leaf, shown.Sent) is { } problem)
            {
                problems.Add($"{name}: {problem}");
            }

            // Not needed, but no client must fail for it: the chain that counts was judged above.
            foreach (var expired in shown.Sent.Where(certificate => IsExpired(certificate, context.Time)))
            {
                problems.Warn($"{name} sends an expired certificate along: {expired.Subject}");
            }

            if (ChainOrder.Problem(shown.Leaf, shown.Sent) is { } order)
            {
                problems.Warn($"{name} sends its chain in another order than TLS 1.2 demands, or more than the chain: {order}");
            }
        }

        return problems.Finding("the chains of all services lead to the authority that is trusted, for the purpose of a server");
    }

    private static bool IsExpired(X509Certificate2 certificate, TimeProvider time) =>
        certificate.NotAfter.ToUniversalTime() < time.GetUtcNow();
}
