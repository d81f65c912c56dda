namespace MailFactory.Testing.Runs;

/// <summary>A mail server that runs already and is to be tested, without a machine of this build.</summary>
public sealed record ServerOptions
{
    /// <summary>Its name or address; empty when only other options about it were given.</summary>
    public required string Host { get; init; }

    /// <summary>The file with its test accounts.</summary>
    public string? Accounts { get; init; }

    /// <summary>The file with the certificate authority to trust, as PEM; those that this host trusts when null.</summary>
    public string? Authority { get; init; }

    /// <summary>What kind of server it is: <c>any</c>, <c>packages</c> or <c>mail-factory</c>; <c>any</c> when null.</summary>
    public string? Profile { get; init; }

    /// <summary>The services it has, such as <c>imaps</c>, <c>993</c> or <c>smtp=2525</c>; those of its profile when empty.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>A domain that is not the server's, in whose name mail comes from outside; example.net when null.</summary>
    public string? OutsideDomain { get; init; }

    /// <summary>How a shell on it is reached, as <c>user@host</c> or <c>user@host:port</c>; not at all when null.</summary>
    public string? Ssh { get; init; }

    /// <summary>The private key for <see cref="Ssh"/>.</summary>
    public string? SshKey { get; init; }
}
