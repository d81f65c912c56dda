using System.Text.RegularExpressions;

namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>
/// What a mail configuration must hold as a whole, as Mail Server Factory demands it: what no schema of one file can say, and what
/// only holds of texts whose variables are resolved.
/// </summary>
/// <param name="path">The main file.</param>
/// <param name="configuration">Everything put together.</param>
/// <param name="accounts">Its accounts with their places.</param>
/// <param name="variables">Its variables with theirs.</param>
internal sealed partial class FactoryConfigurationRules(
    string path,
    MailConfiguration configuration,
    IReadOnlyList<PlacedAccount> accounts,
    FactoryVariables variables
)
{
    /// <summary>Each rule that is broken, with the place and what is allowed there.</summary>
    public IEnumerable<FactoryMistake> Violations() => [.. Names(), .. Postmaster(), .. Twice(), .. accounts.SelectMany(Violations)];

    private IEnumerable<FactoryMistake> Names()
    {
        var domains = configuration.Domains.Select(domain => (Name: domain, Variable: "SERVER.DOMAINS"));
        var names = domains.Prepend((Name: configuration.Hostname, Variable: "SERVER.HOSTNAME"));
        return names
            .Where(name => name.Name.Length > 0 && !DomainName().IsMatch(name.Name))
            .Select(name => new FactoryMistake(
                Place(name.Variable),
                $"'{name.Name}' is not a fully qualified domain name such as mail.dev.local"
            ));
    }

    private IEnumerable<FactoryMistake> Postmaster()
    {
        var postmasters = accounts.Where(account => account.Account.IsPostmaster).ToList();
        if (postmasters.Count == 0)
        {
            yield return new FactoryMistake(
                new FactoryPlace(path),
                "there must be exactly one account of type 'postmaster', and there is none"
            );
        }

        foreach (var another in postmasters.Skip(1))
        {
            yield return new FactoryMistake(
                another.PlaceOf("type"),
                $"there must be exactly one account of type 'postmaster', and {postmasters[0].PlaceOf("type")} is one"
            );
        }
    }

    private IEnumerable<FactoryMistake> Twice() =>
        accounts
            .GroupBy(account => account.Account.Address, StringComparer.OrdinalIgnoreCase)
            .SelectMany(
                same => same.Skip(1),
                (same, again) =>
                    new FactoryMistake(
                        again.PlaceOf("name"),
                        $"there are {same.Count()} accounts named {same.Key}; the first is {same.First().PlaceOf("name")}"
                    )
            );

    private IEnumerable<FactoryMistake> Violations(PlacedAccount placed)
    {
        var account = placed.Account;
        if (
            !Address().IsMatch(account.Address)
            || !configuration.Domains.Contains(account.Address.Split('@')[^1], StringComparer.OrdinalIgnoreCase)
        )
        {
            yield return new FactoryMistake(
                placed.PlaceOf("name"),
                $"'{account.Address}' is not an address in one of the domains {string.Join(", ", configuration.Domains)}"
            );
        }

        if (!Password().IsMatch(account.Password))
        {
            yield return new FactoryMistake(
                placed.PlaceOf("credentials"),
                $"the password of {account.Address} must have 8 to 16 characters with a digit, a lower and an upper case "
                    + "letter, and no blank"
            );
        }

        foreach (
            var (target, index) in account
                .ForwardsTo.Select((target, index) => (target, index))
                .Where(target => !Address().IsMatch(target.target))
        )
        {
            yield return new FactoryMistake(
                placed.PlaceOf($"aliases/{index}"),
                $"{account.Address} forwards to '{target}', which is not an address such as name@dev.local"
            );
        }
    }

    private FactoryPlace Place(string variable) => variables.PlaceOf(variable) ?? new FactoryPlace(path);

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?\z", RegexOptions.IgnoreCase)]
    private static partial Regex DomainName();

    [GeneratedRegex(@"^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+\z")]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z])\S{8,16}\z")]
    private static partial Regex Password();
}
