using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Conformance;

/// <summary>Who receives what on the server under test.</summary>
/// <param name="configuration">The accounts.</param>
internal sealed class Mailboxes(MailConfiguration configuration)
{
    /// <summary>Accounts that keep their own mail, the postmaster last.</summary>
    public IReadOnlyList<MailAccount> Keeping { get; } =
    [.. configuration.Accounts.Where(account => account.ForwardsTo.Count == 0).OrderBy(account => account.IsPostmaster)];

    /// <summary>Accounts whose mail goes to others.</summary>
    public IReadOnlyList<MailAccount> Forwarding { get; } = [.. configuration.Accounts.Where(account => account.ForwardsTo.Count > 0)];

    /// <summary>The account that sends in most checks.</summary>
    public MailAccount First =>
        Keeping.Count > 0 ? Keeping[0] : throw new InvalidOperationException("the configuration has no account that keeps its mail");

    /// <summary>The account that receives in most checks; a different one when there are two.</summary>
    public MailAccount Second => Keeping.Count > 1 ? Keeping[1] : First;

    /// <summary>The main domain.</summary>
    public string Domain => configuration.Domains[0];

    /// <summary>The accounts of this server in which mail to an address ends, forwarding followed to its end.</summary>
    public IReadOnlyList<MailAccount> FinalBoxes(string address)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var boxes = new List<MailAccount>();
        Follow(address);
        return boxes;

        void Follow(string next)
        {
            if (
                !seen.Add(next)
                || configuration.Accounts.FirstOrDefault(account => account.Address.Equals(next, StringComparison.OrdinalIgnoreCase))
                    is not { } account
            )
            {
                return;
            }

            if (account.ForwardsTo.Count == 0 || account.ForwardsTo.Contains(account.Address, StringComparer.OrdinalIgnoreCase))
            {
                boxes.Add(account);
            }

            foreach (var target in account.ForwardsTo)
            {
                Follow(target);
            }
        }
    }
}
