namespace MailFactory.Testing.MailProtocols;

/// <summary>Which services there are.</summary>
internal static class MailServices
{
    /// <summary>Those that send and fetch mail, which every server can have, in the order of their ports.</summary>
    public static IReadOnlyList<MailService> OfMail { get; } =
    [.. Enum.GetValues<MailService>().Where(service => service != MailService.ManageSieve)];
}
