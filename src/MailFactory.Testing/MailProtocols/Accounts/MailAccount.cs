namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>A mailbox of the server under test.</summary>
public sealed record MailAccount
{
    /// <summary>The address, which is also the login name.</summary>
    public required string Address { get; init; }

    /// <summary>The password in clear text.</summary>
    public required string Password { get; init; }

    /// <summary>Whether this is the domain's postmaster.</summary>
    public bool IsPostmaster { get; init; }

    /// <summary>
    /// Addresses that get this account's mail in its stead; empty when the account keeps its own mail. Mail Server Factory
    /// calls them aliases.
    /// </summary>
    public IReadOnlyList<string> ForwardsTo { get; init; } = [];
}
