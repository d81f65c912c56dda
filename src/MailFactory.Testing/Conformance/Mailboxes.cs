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

    /// <summary>All domains, the main one first.</summary>
    public IReadOnlyList<string> Domains => configuration.Domains;

    /// <summary>For each domain an account in it that keeps its mail; a domain without one is left out.</summary>
    public IReadOnlyList<MailAccount> OfEachDomain =>
        [
            .. configuration
                .Domains.Select(domain =>
                    Keeping.FirstOrDefault(account => account.Address.EndsWith($"@{domain}", StringComparison.OrdinalIgnoreCase))
                )
                .OfType<MailAccount>(),
        ];

    /// <summary>The addresses outside this server to which mail to an address is forwarded in the end.</summary>
    public IReadOnlyList<string> TargetsOutside(string address) => [.. Targets(address).Where(target => !IsOwn(target))];

    /// <summary>The accounts of this server in which mail to an address ends, forwarding followed to its end.</summary>
    public IReadOnlyList<MailAccount> FinalBoxes(string address) =>
        [.. Targets(address).Select(Account).OfType<MailAccount>().Where(account => KeepsOwn(account))];

    /// <summary>Everything that mail to an address comes by, itself included, each once and without running in circles.</summary>
    private List<string> Targets(string address)
    {
        var seen = new List<string>();
        Follow(address);
        return seen;

        void Follow(string next)
        {
            if (seen.Contains(next, StringComparer.OrdinalIgnoreCase))
            {
                return;
            }

            seen.Add(next);
            foreach (var target in Account(next)?.ForwardsTo ?? [])
            {
                Follow(target);
            }
        }
    }

    private MailAccount? Account(string address) =>
        configuration.Accounts.FirstOrDefault(account => account.Address.Equals(address, StringComparison.OrdinalIgnoreCase));

    private bool IsOwn(string address) => configuration.Domains.Contains(address.Split('@')[^1], StringComparer.OrdinalIgnoreCase);

    private static bool KeepsOwn(MailAccount account) =>
        account.ForwardsTo.Count == 0 || account.ForwardsTo.Contains(account.Address, StringComparer.OrdinalIgnoreCase);
}
