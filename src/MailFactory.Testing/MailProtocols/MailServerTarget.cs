using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.MailProtocols;

/// <summary>A mail server to talk to: where its services are reached and what they are to serve.</summary>
internal sealed record MailServerTarget
{
    /// <summary>The address to connect to; the server's ports are forwarded there. 127.0.0.1 unless set.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port on <see cref="Host"/> for each service.</summary>
    public required IReadOnlyDictionary<MailService, int> Ports { get; init; }

    /// <summary>What kind of server it is; one of the distro's own packages unless set.</summary>
    public ServerProfile Profile { get; init; } = ServerProfile.Packages;

    /// <summary>Host name, domains and accounts the server was provisioned with.</summary>
    public required MailConfiguration Configuration { get; init; }

    /// <summary>The only certificate authority that is trusted, as PEM; those that this host trusts when null.</summary>
    public required string? CaCertificatePem { get; init; }

    /// <summary>What may be sent, when the server is somebody's own; everything when null.</summary>
    public MailGuard? Guard { get; init; }

    /// <summary>A domain the server does not serve; its mail ends in a sink inside the guest.</summary>
    public string ForeignDomain { get; init; } = "example.net";
}
