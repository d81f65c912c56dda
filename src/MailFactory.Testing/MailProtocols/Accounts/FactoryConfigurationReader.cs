using System.Text.Json.Nodes;

namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>Reads what a mail server is to serve from a configuration in Mail Server Factory's format.</summary>
internal static class FactoryConfigurationReader
{
    private const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>
    /// Reads a file with all its includes; throws <see cref="FactoryConfigurationException"/> that lists every mistake at once, each with
    /// its place and what is allowed there.
    /// </summary>
    /// <param name="path">The file; includes are relative to the file that names them.</param>
    /// <param name="passwords">Makes the passwords that the files leave open.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public static async Task<MailConfiguration> ReadAsync(string path, GeneratedPasswords passwords, CancellationToken cancellationToken)
    {
        var source = await FactoryConfigurationSource.ReadAsync(path, passwords, cancellationToken).ConfigureAwait(false);
        if (!source.IsWhole)
        {
            source.EnsureRight();
        }

        var variables = source.Variables;
        var hostname = variables.Required("SERVER.HOSTNAME");
        var main = variables.Required("SERVER.DOMAIN");
        var domains = variables.Required("SERVER.DOMAINS").Split(',', Trimmed);
        var accounts = source
            .Accounts.Select(account => Account(account.File, account.Pointer, account.Node, variables))
            .OfType<PlacedAccount>()
            .ToList();
        var configuration = new MailConfiguration
        {
            Hostname = hostname,
            Domains = [.. domains.Prepend(main).Where(domain => domain.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
            Accounts = [.. accounts.Select(account => account.Account)],
        };

        // What was told of a place already is not told a second time in other words.
        var told = source.Mistakes.Select(mistake => mistake.Place).Where(place => place.Line > 0).ToHashSet();
        var rules = new FactoryConfigurationRules(path, configuration, accounts, variables);
        source.Mistakes.AddRange(rules.Violations().Where(violation => !told.Contains(violation.Place)));
        source.EnsureRight();
        return configuration;
    }

    // What has no name or no password was told by the schema.
    private static PlacedAccount? Account(FactoryFile file, string pointer, JsonObject node, FactoryVariables variables)
    {
        if (Text("name") is not { } name || Text("credentials") is not { } password)
        {
            return null;
        }

        var account = new MailAccount
        {
            Address = name,
            Password = password,
            IsPostmaster = FactoryText.Of(node["type"]) == "postmaster",
            ForwardsTo =
            [
                .. (node["aliases"] as JsonArray ?? [])
                    .Select((target, index) => Resolve(FactoryText.Of(target), $"aliases/{index}"))
                    .OfType<string>(),
            ],
        };
        return new PlacedAccount(account, file, pointer);

        string? Text(string part) => Resolve(FactoryText.Of(node[part]), part);

        string? Resolve(string? text, string part) => text is null ? null : variables.Resolve(text, file.PlaceOf($"{pointer}/{part}"));
    }
}
