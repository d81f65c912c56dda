using System.Text.Json;
using System.Text.Json.Nodes;
using MailFactory.Testing.Files;
using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>
/// The configuration of one run, written beside the user's files, which stay as they are. Mail Server Factory merges in another
/// order than people expect: an included file wins over the one that includes it, and includes of includes are looked up beside
/// the main file. So the files come here one by one without includes, in the order in which the last one wins.
/// </summary>
internal sealed record FactoryConfiguration
{
    private const string Stack = "main/stacks/mail_server:1.0.0";
    private static readonly string[] _ofTheMainFile = ["includes", "name", "remote", "uses"];
    private static readonly string[] _secretEndings = ["PASSWORD", "PASSPHRASE"];
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true };

    /// <summary>The file to give to Mail Server Factory.</summary>
    public required string File { get; init; }

    /// <summary>Every secret that stands in it.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>Writes the files; throws <see cref="FactoryConfigurationException"/> when the user's cannot be read.</summary>
    public static async Task<FactoryConfiguration> WriteAsync(FactoryRequest request, string folder, CancellationToken cancellationToken)
    {
        var source = await FactoryConfigurationSource
            .ReadAsync(request.Configuration, request.Passwords, cancellationToken)
            .ConfigureAwait(false);
        source.EnsureRight();
        var includes = new List<string>();
        foreach (var file in source.Files)
        {
            var path = Path.Combine(folder, $"{includes.Count + 1:00}-{Path.GetFileNameWithoutExtension(file.Path)}.json");
            if (await WriteIncludeAsync(path, file.Root, source.Variables, cancellationToken).ConfigureAwait(false))
            {
                includes.Add(path);
            }
        }

        var overrides = Path.Combine(folder, "overrides.json");
        await AtomicFile
            .WriteSecretAsync(overrides, Overrides(request.Docker).ToJsonString(_json), cancellationToken)
            .ConfigureAwait(false);
        var main = Path.Combine(folder, "run.json");
        await AtomicFile
            .WriteAllTextAsync(main, Main(request, [.. includes, overrides], Uses(source)).ToJsonString(_json), cancellationToken)
            .ConfigureAwait(false);
        return new FactoryConfiguration { File = main, Secrets = [.. SecretsOf(source).Append(request.Docker.Password)] };
    }

    private static async Task<bool> WriteIncludeAsync(
        string path,
        JsonObject root,
        FactoryVariables variables,
        CancellationToken cancellationToken
    )
    {
        var part = (JsonObject)root.DeepClone();
        foreach (var name in _ofTheMainFile.Append("$schema"))
        {
            part.Remove(name);
        }

        if (part.Count > 0)
        {
            // Mail Server Factory reads an account's password as it stands, so the generated ones are put in here.
            var text = variables.Generate(part.ToJsonString(_json));
            await AtomicFile.WriteSecretAsync(path, text, cancellationToken).ConfigureAwait(false);
        }

        return part.Count > 0;
    }

    private static JsonObject Main(FactoryRequest request, IEnumerable<string> includes, IEnumerable<string> uses) =>
        new()
        {
            ["name"] = request.Name,
            ["includes"] = Array(includes),
            ["uses"] = Array(uses),
            ["remote"] = new JsonObject
            {
                ["host"] = request.Access.Host,
                ["port"] = request.Access.Port,
                ["user"] = "root",
            },
        };

    // A reboot cannot be seen from a forwarded port, and the machine's name means nothing to the host.
    private static JsonObject Overrides(FactoryCredentials docker) =>
        new()
        {
            ["variables"] = new JsonObject
            {
                ["SERVER"] = new JsonObject { ["REBOOT_ALLOWED"] = false },
                ["BEHAVIOR"] = new JsonObject { ["GET_IP"] = false },
                ["DOCKER"] = new JsonObject
                {
                    ["LOGIN"] = new JsonObject { ["ACCOUNT"] = docker.Account, ["PASSWORD"] = docker.Password },
                },
            },
        };

    private static List<string> Uses(FactoryConfigurationSource source)
    {
        var uses = source
            .Files.SelectMany(file => file.Root["uses"] as JsonArray ?? [])
            .OfType<JsonValue>()
            .Select(value => value.ToString())
            .Distinct()
            .ToList();
        return uses.Count > 0 ? uses : [Stack];
    }

    private static IEnumerable<string> SecretsOf(FactoryConfigurationSource source)
    {
        var variables = source
            .Variables.Names.Where(name => _secretEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            .Select(source.Variables.Required);
        var accounts = source.Accounts.Select(account =>
            source.Variables.Resolve(account.Node["credentials"]?.ToString() ?? string.Empty, account.File.PlaceOf(account.Pointer))
        );
        return variables.Concat(accounts).Distinct(StringComparer.Ordinal);
    }

    private static JsonArray Array(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];
}
