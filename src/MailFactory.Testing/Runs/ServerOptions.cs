namespace MailFactory.Testing.Runs;

/// <summary>A mail server that runs already and is to be tested, without a machine of this build.</summary>
public sealed record ServerOptions
{
    /// <summary>Its name or address; empty when only other options about it were given.</summary>
    internal string Host { get; init; } = string.Empty;

    /// <summary>The file with its test accounts.</summary>
    internal string? Accounts { get; init; }

    /// <summary>The file with the certificate authority to trust, as PEM; those that this host trusts when null.</summary>
    internal string? Authority { get; init; }

    /// <summary>What it promises.</summary>
    internal ServerKind Kind { get; init; }

    /// <summary>The services it has; those of its profile when empty.</summary>
    internal IReadOnlyList<ServicePort> Ports { get; init; } = [];

    /// <summary>A domain that is not the server's, in whose name mail comes from outside; example.net when null.</summary>
    internal string? OutsideDomain { get; init; }

    /// <summary>How a shell on it is reached; not at all when null.</summary>
    internal SshTarget? Ssh { get; init; }

    /// <summary>The private key for <see cref="Ssh"/>.</summary>
    internal string? SshKey { get; init; }
}
