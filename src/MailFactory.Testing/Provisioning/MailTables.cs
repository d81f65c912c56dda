using System.Text;
using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Provisioning;

/// <summary>Postfix's lookup tables as text: a key, a blank and a value on each line.</summary>
internal static class MailTables
{
    // RFC 5321 section 4.5.1 wants postmaster in each domain, RFC 2142 abuse; root gets the machine's own mail.
    private static readonly string[] _roles = ["postmaster", "abuse", "root"];

    /// <summary>The addresses that have a mailbox.</summary>
    public static string Mailboxes(MailConfiguration configuration) =>
        Table(configuration.Accounts.Select(account => (account.Address, account.Address)));

    /// <summary>Where mail goes instead: the targets of forwarding accounts, and the postmaster for role addresses.</summary>
    public static string Aliases(MailConfiguration configuration)
    {
        var forwards = configuration
            .Accounts.Where(account => account.ForwardsTo.Count > 0)
            .Select(account => (account.Address, string.Join(", ", account.ForwardsTo)));
        var taken = configuration.Accounts.Select(account => account.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var postmaster = configuration.Accounts.First(account => account.IsPostmaster).Address;
        var roles = configuration
            .Domains.SelectMany(_ => _roles, (domain, role) => $"{role}@{domain}")
            .Where(address => !taken.Contains(address))
            .Select(address => (address, postmaster));
        return Table(forwards.Concat(roles));
    }

    /// <summary>Who may send as an address: its own account, and the accounts that get its mail.</summary>
    public static string Senders(MailConfiguration configuration) =>
        Table(configuration.Accounts.Select(account => (account.Address, string.Join(", ", account.ForwardsTo.Prepend(account.Address)))));

    /// <summary>The route of the foreign domain.</summary>
    public static string Transport(string foreignDomain) => Table([(foreignDomain, "smtp:[127.0.0.1]:2525")]);

    /// <summary>
    /// What others may not say in this server's name: results of authentication (RFC 8601 section 5). A regular expression and an action a
    /// line, as in regexp_table(5); a comment may stand before the name, and upper case is like lower case.
    /// </summary>
    public static string Headers(MailConfiguration configuration)
    {
        var name = configuration.Hostname.Replace(".", @"\.", StringComparison.Ordinal);
        return $"/^Authentication-Results:([^;]*[^;a-z0-9.-])?{name}([^a-z0-9.-]|$)/ IGNORE\n";
    }

    private static string Table(IEnumerable<(string Key, string Value)> rows) =>
        rows.Aggregate(new StringBuilder(), (text, row) => text.Append($"{row.Key} {row.Value}\n")).ToString();
}
