using System.Text.Json.Nodes;

namespace MailFactory.Testing.MailProtocols;

/// <summary>Reads what a mail server is to serve from a configuration in Mail Server Factory's format.</summary>
public static class FactoryConfigurationReader
{
    /// <summary>
    /// Reads a file with all its includes; throws <see cref="FactoryConfigurationException"/> that lists every error at once.
    /// </summary>
    /// <param name="path">The file; includes are relative to the file that names them.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public static async Task<MailConfiguration> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var source = new FactoryConfigurationSource();
        await source.AddAsync(path, cancellationToken).ConfigureAwait(false);
        var errors = source.Errors;
        var variables = source.Variables;

        var hostname = variables.Required("SERVER.HOSTNAME");
        var domains = variables.Required("SERVER.DOMAINS").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var main = variables.Required("SERVER.DOMAIN");
        var accounts = source.Accounts.Select(account => Account(account.File, account.Node, variables, errors)).OfType<MailAccount>().ToList();
        var configuration = new MailConfiguration
        {
            Hostname = hostname,
            Domains = [.. domains.Prepend(main).Where(domain => domain.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
            Accounts = accounts,
        };
        errors.AddRange(FactoryConfigurationRules.Violations(configuration).Select(violation => $"{path}: {violation}"));
        return errors.Count == 0 ? configuration : throw new FactoryConfigurationException(path, [.. errors.Distinct()]);
    }

    private static MailAccount? Account(string file, JsonNode? node, FactoryVariables variables, List<string> errors)
    {
        if (node is not JsonObject account || Text(account["name"]) is not { } name || Text(account["credentials"]) is not { } password)
        {
            errors.Add($"{file}: an account needs the texts 'name' and 'credentials', unlike the one named '{(node as JsonObject)?["name"]}'");
            return null;
        }

        var type = Text(account["type"]);
        if (type is not ("postmaster" or "email"))
        {
            errors.Add($"{file}: the type of account {name} is '{type}', not 'postmaster' or 'email'");
        }

        var targets = account["aliases"] as JsonArray ?? [];
        return new MailAccount
        {
            Address = variables.Resolve(name, file),
            Password = variables.Resolve(password, file),
            IsPostmaster = type == "postmaster",
            ForwardsTo = [.. targets.Select(Text).OfType<string>().Select(target => variables.Resolve(target, file))],
        };
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
