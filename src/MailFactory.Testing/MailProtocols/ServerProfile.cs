using MailFactory.Testing.Runs;

namespace MailFactory.Testing.MailProtocols;

/// <summary>What a kind of mail server offers, which decides what can be asked of it.</summary>
internal sealed record ServerProfile
{
    /// <summary>The name, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>The services it offers with the port on which the machine has each; everything else is closed.</summary>
    public required IReadOnlyDictionary<MailService, int> GuestPorts { get; init; }

    /// <summary>Whether Postfix and Dovecot are the machine's own: units, queue and configuration can be looked into.</summary>
    public bool HasOwnServices { get; init; } = true;

    /// <summary>
    /// Whether it promises what this project's own servers do beyond the standards, such as enhanced status codes or mailboxes for Junk and
    /// Sent; a server of anybody else must follow the standards only.
    /// </summary>
    public bool KeepsPromises { get; init; } = true;

    /// <summary>
    /// Whether its certificate names the host in the common name only, so that it is taken in spite of RFC 9525; the check of names still
    /// fails.
    /// </summary>
    public bool AllowsCommonName { get; init; }

    /// <summary>The folders besides INBOX into which it files mail at delivery.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>How many messages a client may send in a minute; no limit when null.</summary>
    public int? MessagesPerMinute { get; init; }

    /// <summary>Which optional parts it has; none unless set.</summary>
    public MailParts Parts { get; init; } = new();

    /// <summary>This profile of a server with optional parts, which may have a port of their own.</summary>
    public ServerProfile With(MailParts parts)
    {
        var ports = new Dictionary<MailService, int>(GuestPorts);
        if (parts.Present.Contains(MailPart.Sieve))
        {
            ports[MailService.ManageSieve] = (int)MailService.ManageSieve;
        }

        return this with
        {
            Parts = parts,
            GuestPorts = ports,
        };
    }

    /// <summary>The profile of a server that somebody runs.</summary>
    public static ServerProfile Of(ServerKind kind) =>
        kind switch
        {
            ServerKind.Packages => Packages,
            ServerKind.MailFactory => MailFactory,
            _ => Any,
        };

    /// <summary>A server of the distro's own packages: every service of mail on its registered port.</summary>
    public static ServerProfile Packages { get; } =
        new() { Name = "packages", GuestPorts = MailServices.OfMail.ToDictionary(service => service, service => (int)service) };

    /// <summary>
    /// A server of Mail Server Factory: two ports of containers, Sieve at delivery, a certificate without subjectAltName.
    /// </summary>
    public static ServerProfile MailFactory { get; } =
        new()
        {
            Name = "mail-factory",
            GuestPorts = new Dictionary<MailService, int> { [MailService.Submissions] = 465, [MailService.Imaps] = 3993 },
            HasOwnServices = false,
            AllowsCommonName = true,
            Folders = ["INBOX/Spam", "INBOX/Unclassified", "INBOX/Unscanned", "INBOX/Quarantine"],
            MessagesPerMinute = 5,
        };

    /// <summary>A server of whatever make: every service, nothing known of its inside, the standards and nothing else.</summary>
    public static ServerProfile Any { get; } =
        new()
        {
            Name = "any",
            GuestPorts = Packages.GuestPorts,
            HasOwnServices = false,
            KeepsPromises = false,
        };
}
