using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>A way in for a stranger: a service, with or without TLS, and never with a login.</summary>
/// <param name="Service">The service.</param>
/// <param name="Secure">Whether TLS is spoken.</param>
internal sealed record RelayDoor(MailService Service, bool Secure)
{
    /// <summary>All ways in that the server offers: 25 and 587 with and without TLS, 465 inside it.</summary>
    public static IReadOnlyList<RelayDoor> Of(CheckContext context) =>
        [.. context.Offered(MailService.Smtp, MailService.Submission, MailService.Submissions).SelectMany(Of)];

    private static IEnumerable<RelayDoor> Of(MailService service)
    {
        if (!service.IsImplicitTls())
        {
            yield return new RelayDoor(service, Secure: false);
        }

        yield return new RelayDoor(service, Secure: true);
    }

    /// <summary>The way in, in words.</summary>
    public override string ToString() => $"{MailSocket.Name(Service)}{(Secure ? " inside TLS" : string.Empty)}";
}
