using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>
/// What other servers look up about a domain before they trust its mail stands in public DNS, which no test from here can see; so that is
/// told, and never counted as passed.
/// </summary>
internal sealed class PublicNameCheck()
    : Check("DNS-01", "Records in public DNS", Severity.Minor, "RFC 7208; RFC 6376; RFC 7489; RFC 8461; RFC 8460; RFC 7672")
{
    /// <inheritdoc/>
    public override Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(
            CheckFinding.NotApplicable(
                $"MX, PTR, SPF, DKIM, DMARC, MTA-STS, TLS-RPT and DANE records of {string.Join(", ", context.Mailboxes.Domains)} are public "
                    + "DNS, which was not looked at"
            )
        );
}
