using System.Globalization;
using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance;

/// <summary>What a service that takes mail announces: port 25 in clear text, others inside TLS.</summary>
internal static class Capabilities
{
    /// <summary>Whether it announces a capability.</summary>
    public static async Task<bool> OffersAsync(
        this CheckContext context,
        MailService service,
        string capability,
        CancellationToken cancellationToken
    ) => (await EhloAsync(context, service, cancellationToken).ConfigureAwait(false)).Offers(capability);

    /// <summary>The size in bytes above which it takes no message; null when it names none (RFC 1870 section 4).</summary>
    public static async Task<long?> SizeLimitAsync(this CheckContext context, MailService service, CancellationToken cancellationToken)
    {
        var ehlo = await EhloAsync(context, service, cancellationToken).ConfigureAwait(false);
        return long.TryParse(ehlo.Capability("SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? limit
            : null;
    }

    private static async Task<SmtpReply> EhloAsync(CheckContext context, MailService service, CancellationToken cancellationToken)
    {
        var (session, ehlo) = await context
            .GreetSmtpAsync(service, secure: service != MailService.Smtp, cancellationToken)
            .ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return ehlo;
        }
    }
}
