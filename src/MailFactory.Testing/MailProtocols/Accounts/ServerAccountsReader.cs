using System.Text.Json.Nodes;

namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>Reads the test accounts of a server that somebody runs.</summary>
internal static class ServerAccountsReader
{
    private const int FewestMailboxes = 2;

    /// <summary>
    /// Reads a file; throws <see cref="FactoryConfigurationException"/> that lists every mistake at once, each with its place and what is
    /// allowed there.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="server">The name or address that the server is reached by.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public static async Task<MailConfiguration> ReadAsync(string path, string server, CancellationToken cancellationToken)
    {
        var mistakes = new List<FactoryMistake>();
        var file = await FactoryFile.ReadAsync(path, SchemaRules.ServerAccounts, mistakes, cancellationToken).ConfigureAwait(false);
        if (file is null || mistakes.Count > 0)
        {
            throw Exception(path, mistakes);
        }

        var accounts = Accounts(file.Root);
        var domains = (file.Root["domains"] as JsonArray ?? []).Select(domain => (string)domain!);
        var own = accounts.Select(account => account.Address.Split('@')[^1]);
        var configuration = new MailConfiguration
        {
            Hostname = (string?)file.Root["hostname"] ?? server,
            Domains = [.. (file.Root["domains"] is null ? own : domains).Distinct(StringComparer.OrdinalIgnoreCase)],
            Accounts = accounts,
        };
        mistakes.AddRange(Violations(file, configuration));
        return mistakes.Count == 0 ? configuration : throw Exception(path, mistakes);
    }

    private static List<MailAccount> Accounts(JsonObject root) =>
        [
            .. ((JsonArray)root["accounts"]!).Select(account => new MailAccount
            {
                Address = (string)account!["address"]!,
                Password = (string)account["password"]!,
                IsPostmaster = ((string)account["address"]!).StartsWith("postmaster@", StringComparison.OrdinalIgnoreCase),
                ForwardsTo = [.. (account["forwardsTo"] as JsonArray ?? []).Select(target => (string)target!)],
            }),
        ];

    private static IEnumerable<FactoryMistake> Violations(FactoryFile file, MailConfiguration configuration)
    {
        if (Uri.CheckHostName(configuration.Hostname) != UriHostNameType.Dns)
        {
            yield return new FactoryMistake(
                file.PlaceOf(string.Empty),
                $"the name 'hostname' is missing: --server {configuration.Hostname} is an address, and a certificate is for a name"
            );
        }

        var addresses = new List<string>();
        foreach (var (account, index) in configuration.Accounts.Select((account, index) => (account, index)))
        {
            var place = file.PlaceOf($"/accounts/{index}/address");
            if (addresses.Contains(account.Address, StringComparer.OrdinalIgnoreCase))
            {
                yield return new FactoryMistake(place, $"{account.Address} is here for a second time");
            }

            if (!configuration.Domains.Contains(account.Address.Split('@')[^1], StringComparer.OrdinalIgnoreCase))
            {
                yield return new FactoryMistake(
                    place,
                    $"{account.Address} is in none of the domains {string.Join(", ", configuration.Domains)}"
                );
            }

            addresses.Add(account.Address);
        }

        var keeping = configuration.Accounts.Count(account => account.ForwardsTo.Count == 0);
        if (keeping < FewestMailboxes)
        {
            yield return new FactoryMistake(
                file.PlaceOf("/accounts"),
                $"{keeping} {(keeping == 1 ? "account keeps its" : "accounts keep their")} mail; the checks need {FewestMailboxes}, one that sends and one that receives"
            );
        }
    }

    private static FactoryConfigurationException Exception(string path, IEnumerable<FactoryMistake> mistakes) =>
        new(path, [.. mistakes.Select(mistake => mistake.ToString()).Distinct()]);
}
