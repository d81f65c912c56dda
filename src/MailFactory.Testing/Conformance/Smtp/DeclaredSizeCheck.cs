using System.Globalization;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>
/// A message of a size below the limit is taken; this project's own servers announce their limit and refuse more before it is sent.
/// </summary>
internal sealed class DeclaredSizeCheck()
    : Check(
        "POL-02",
        "Declared size above the limit",
        Severity.Major,
        "RFC 1870 section 6",
        "SIZE announces the configured limit, and more is refused with 552 (RFC 1870 section 4 allows it)"
    )
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var limit = context.Target.Configuration.MessageSizeLimit;
        var from = $"stranger@{context.Target.ForeignDomain}";
        var (session, ehlo) = await context.GreetSmtpAsync(MailService.Smtp, secure: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var problems = new Problems(context);
            var announced = ehlo.Capability("SIZE");
            if (announced != limit.ToString(CultureInfo.InvariantCulture))
            {
                problems.Unkept($"{session.Name} announces SIZE {announced ?? "not at all"} instead of {limit}");
            }

            if (announced is null)
            {
                return problems.Finding("the server does not offer SIZE");
            }

            var small = await session.CommandAsync($"MAIL FROM:<{from}> SIZE=1000", cancellationToken).ConfigureAwait(false);
            if (!small.IsAccepted)
            {
                problems.Add($"{session.Name}: a message of 1000 bytes gets the reply: {small}");
            }

            await session.ExpectAsync("RSET", cancellationToken).ConfigureAwait(false);

            // Without a number, or with 0, the server names no limit (RFC 1870 section 4).
            if (!context.Profile.KeepsPromises)
            {
                limit =
                    long.TryParse(announced, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                        ? number
                        : limit;
            }

            var large = await session.CommandAsync($"MAIL FROM:<{from}> SIZE={limit + 1}", cancellationToken).ConfigureAwait(false);
            if (large.Code != 552)
            {
                problems.Unkept($"{session.Name}: a message of {limit + 1} bytes gets the reply: {large}");
            }

            return problems.Finding($"a message of {limit + 1} bytes gets the reply: {large}");
        }
    }
}
