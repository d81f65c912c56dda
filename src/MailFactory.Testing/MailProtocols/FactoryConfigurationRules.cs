using System.Text.RegularExpressions;

namespace MailFactory.Testing.MailProtocols;

/// <summary>What a mail configuration must hold, as Mail Server Factory demands it.</summary>
internal static partial class FactoryConfigurationRules
{
    /// <summary>One sentence for each rule that the configuration breaks.</summary>
    public static IEnumerable<string> Violations(MailConfiguration configuration)
    {
        foreach (var name in configuration.Domains.Prepend(configuration.Hostname).Where(name => name.Length > 0 && !DomainName().IsMatch(name)))
        {
            yield return $"'{name}' is not a fully qualified domain name";
        }

        if (configuration.Accounts.Count(account => account.IsPostmaster) != 1)
        {
            yield return "there must be exactly one account of type 'postmaster'";
        }

        foreach (var twice in configuration.Accounts.GroupBy(account => account.Address, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return $"there are {twice.Count()} accounts named {twice.Key}";
        }

        foreach (var violation in configuration.Accounts.SelectMany(account => Violations(account, configuration)))
        {
            yield return violation;
        }
    }

    private static IEnumerable<string> Violations(MailAccount account, MailConfiguration configuration)
    {
        if (!Address().IsMatch(account.Address) || !configuration.Domains.Contains(account.Address.Split('@')[^1], StringComparer.OrdinalIgnoreCase))
        {
            yield return $"'{account.Address}' is not an address in one of the domains {string.Join(", ", configuration.Domains)}";
        }

        if (!Password().IsMatch(account.Password))
        {
            yield return $"the password of {account.Address} must have 8 to 16 characters with a digit, a lower and an upper case letter, and no blank";
        }

        foreach (var target in account.ForwardsTo.Where(target => !Address().IsMatch(target)))
        {
            yield return $"{account.Address} forwards to '{target}', which is not an address";
        }
    }

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?\z", RegexOptions.IgnoreCase)]
    private static partial Regex DomainName();

    [GeneratedRegex(@"^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+\z")]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z])\S{8,16}\z")]
    private static partial Regex Password();
}
