using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>No service's certificate has run out, is of the future, or is about to run out.</summary>
internal sealed class CertificateDatesCheck()
    : Check("TLS-06", "Certificate dates", Severity.Major, "RFC 5280 section 4.1.2.5", "7 days left at least")
{
    private const double FewDays = 14;
    private const double TooFewDays = 7;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var now = context.Time.GetUtcNow();
        using var survey = await CertificateSurvey.ReadAsync(context, problems, cancellationToken).ConfigureAwait(false);
        var fewest = double.PositiveInfinity;
        foreach (var (name, shown) in survey.Services)
        {
            var left = (shown.Leaf.NotAfter.ToUniversalTime() - now).TotalDays;
            fewest = Math.Min(fewest, left);
            if (shown.Leaf.NotBefore.ToUniversalTime() > now)
            {
                problems.Add($"{name}: the certificate is valid only from {shown.Leaf.NotBefore.ToUniversalTime():u} on");
            }

            if (left < 0)
            {
                problems.Add($"{name}: the certificate expired {-left:0} days ago, on {shown.Leaf.NotAfter.ToUniversalTime():u}");
            }
            else if (left < TooFewDays)
            {
                problems.Unkept($"{name}: the certificate runs out in {left:0.0} days");
            }
            else if (left < FewDays)
            {
                problems.Warn($"{name}: the certificate runs out in {left:0.0} days");
            }
        }

        var finding = problems.Finding($"the certificates of all services are valid, and for {fewest:0} days more");
        return double.IsFinite(fewest) ? finding.With("certificate_days_left", fewest) : finding;
    }
}
