namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>What the mail server is to serve: read from a factory configuration in Examples/.</summary>
internal sealed record MailConfiguration
{
    /// <summary>The fully qualified host name, such as <c>mail.dev.local</c>.</summary>
    public required string Hostname { get; init; }

    /// <summary>The domains it receives mail for; the first one is the main domain.</summary>
    public required IReadOnlyList<string> Domains { get; init; }

    /// <summary>All accounts, the postmaster among them.</summary>
    public required IReadOnlyList<MailAccount> Accounts { get; init; }

    /// <summary>The largest message accepted, in bytes.</summary>
    public long MessageSizeLimit { get; init; } = 10_240_000;
}
