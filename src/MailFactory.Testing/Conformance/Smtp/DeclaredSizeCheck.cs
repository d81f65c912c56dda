using System.Globalization;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>A message declared larger than the limit is refused before it is sent.</summary>
internal sealed class DeclaredSizeCheck() : Check("POL-02", "Declared size above the limit", Severity.Major, "RFC 1870 section 6.1")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var limit = context.Target.Configuration.MessageSizeLimit;
        var from = $"stranger@{context.Target.ForeignDomain}";
        var (session, ehlo) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var problems = new List<string>();
            if (ehlo.Capability("SIZE") != limit.ToString(CultureInfo.InvariantCulture))
            {
                problems.Add($"the server announces SIZE {ehlo.Capability("SIZE") ?? "not at all"} instead of {limit}");
            }

            var small = await session.CommandAsync($"MAIL FROM:<{from}> SIZE=1000", cancellationToken).ConfigureAwait(false);
            if (!small.IsAccepted)
            {
                problems.Add($"a message of 1000 bytes is answered: {small}");
            }

            await session.ExpectAsync("RSET", cancellationToken).ConfigureAwait(false);
            var large = await session.CommandAsync($"MAIL FROM:<{from}> SIZE={limit + 1}", cancellationToken).ConfigureAwait(false);
            if (large.Code != 552)
            {
                problems.Add($"a message of {limit + 1} bytes is answered: {large}");
            }

            return CheckFinding.From(problems, $"a message of {limit + 1} bytes is refused with: {large}");
        }
    }
}
