using System.Globalization;
using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance;

/// <summary>How large a message may be that a server takes.</summary>
internal static class SizeLimits
{
    /// <summary>The limit in bytes that a service announces, 25 in clear text and others inside TLS; null when it names none (RFC 1870 section 4).</summary>
    public static async Task<long?> SizeLimitAsync(this CheckContext context, MailService service, CancellationToken cancellationToken)
    {
        var (session, ehlo) = await context.GreetSmtpAsync(service, service != MailService.Smtp, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return long.TryParse(ehlo.Capability("SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
                ? limit
                : null;
        }
    }
}
