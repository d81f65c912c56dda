using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>465, and 587 after STARTTLS, offer AUTH PLAIN and no second STARTTLS.</summary>
internal sealed class SubmissionCapabilitiesCheck()
    : Check("SMTP-03", "Capabilities on 465 and 587 inside TLS", Severity.Critical, "RFC 4954 section 4; RFC 3207 section 4.2")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var offered = string.Empty;
        var services = context.Offered(MailService.Submissions, MailService.Submission);
        foreach (var service in services)
        {
            var (session, ehlo) = await context.GreetSmtpAsync(service, secure: true, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                offered = ehlo.Capability("AUTH") ?? "nothing";
                if (!offered.Split(' ').Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
                {
                    problems.Add($"{session.Name} does not offer AUTH PLAIN inside TLS but {offered}");
                }

                if (ehlo.Offers("STARTTLS"))
                {
                    problems.Add($"{session.Name} offers STARTTLS inside TLS");
                }
            }
        }

        return problems.Finding($"{Offering.Numbers(services)} offer AUTH {offered} inside TLS and no second STARTTLS");
    }
}
