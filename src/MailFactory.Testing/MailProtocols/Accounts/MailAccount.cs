using System.Text;

namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>A mailbox of the server under test.</summary>
internal sealed record MailAccount
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

    /// <summary>User and password in the form of SASL's PLAIN (RFC 4616), as Base64.</summary>
    internal string PlainCredentials => PlainCredentialsOf(Address, Password);

    /// <summary>A user and a password in the form of SASL's PLAIN (RFC 4616), as Base64.</summary>
    internal static string PlainCredentialsOf(string user, string password) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{password}"));

    /// <summary>The forms in which the password can stand in a talk.</summary>
    internal IEnumerable<string> Secrets => [Password, PlainCredentials, Convert.ToBase64String(Encoding.UTF8.GetBytes(Password))];
}
