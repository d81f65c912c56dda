using System.Text.Json.Nodes;
using Json.Schema;
using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Tests.MailProtocols.Accounts;

/// <summary>
/// Our reading of the schema against a library's, on files that are right and on ones that are wrong in every way it knows.
/// </summary>
public sealed class SchemaRulesTests
{
    private static readonly string _path = Repository.PathOf("Examples", "mail-factory.schema.json");
    private static readonly string _serverPath = Repository.PathOf("Examples", "servers", "server-accounts.schema.json");
    private static readonly Lazy<JsonSchema> _schema = new(Unrolled);

    private static readonly string[] _annotations = ["$schema", "$defs", "title", "description", "writeOnly"];
    private static readonly string[] _words =
    [
        "type",
        "enum",
        "pattern",
        "maxLength",
        "minimum",
        "maximum",
        "required",
        "properties",
        "propertyNames",
        "additionalProperties",
        "items",
        "$ref",
    ];

    public static TheoryData<string> Examples =>
        [
            .. Directory
                .EnumerateFiles(Repository.PathOf("Examples"), "*.json", SearchOption.AllDirectories)
                .Where(file => file != _path && file != _serverPath)
                .Select(file => Path.GetRelativePath(Repository.PathOf("Examples"), file)),
        ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_right_and_names_the_schema(string file)
    {
        var path = Repository.PathOf("Examples", file);
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        var isServer = Path.GetDirectoryName(path) == Path.GetDirectoryName(_serverPath);
        var schema = isServer ? JsonSchema.FromText(File.ReadAllText(_serverPath)) : _schema.Value;
        Assert.Equal(isServer ? _serverPath : _path, Path.GetFullPath((string)root["$schema"]!, Path.GetDirectoryName(path)!));
        Assert.Empty((isServer ? SchemaRules.ServerAccounts : SchemaRules.Factory).Violations(root));
        Assert.True(schema.Evaluate(root).IsValid);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{ "name": "x", "enabled": true, "remote": { "host": "h", "port": 65535, "user": "root" } }""")]
    [InlineData(
        """{ "variables": { "A": 1, "B": { "C": { "D": true, "E": "x" } }, "SERVER": { "HOSTNAME": "a.b", "DOMAINS": "a.b ,c-d.e", "REBOOT_ALLOWED": "false", "OTHER": 1 } } }"""
    )]
    [InlineData("""{ "variables": { "SERVER": { "HOSTNAME": "mail.{{SERVER.DOMAIN}}", "DOMAINS": "{{ A }}" } } }""")]
    [InlineData(
        """{ "accounts": [{ "type": "email", "name": "a@b.c", "credentials": "Abcdefg1", "aliases": [] }, { "type": "postmaster", "name": "p@{{X}}", "credentials": "{{GENERATED.P}}" }] }"""
    )]
    [InlineData(
        """{ "proxy": { "host": "h", "port": 1, "anything": [null] }, "overrides": { "Ubuntu": { "variables": {} } }, "deployment": [{}], "uses": ["main/stacks/mail_server:1.0.0"] }"""
    )]
    public void What_is_right_is_right_for_both(string text) => Agree(text, []);

    [Theory]
    [InlineData("""[]""", "")]
    [InlineData("""{ "acounts": [], "remote": { "port": 22 }, "name": 1 }""", "/acounts /name /remote")]
    [InlineData(
        """{ "remote": { "port": 0, "user": "" }, "proxy": { "port": 65536, "refreshFrequency": -1 } }""",
        "/proxy/port /proxy/refreshFrequency /remote/port"
    )]
    [InlineData("""{ "remote": { "port": "22", "user": null, "key": "x" } }""", "/remote/key /remote/port /remote/user")]
    [InlineData("""{ "remote": { "port": 22.5, "user": "root" }, "enabled": "yes" }""", "/enabled /remote/port")]
    [InlineData(
        """{ "variables": { "A.B": 1, "C": null, "D": [], "E": { "F G": "" } } }""",
        "/variables/A.B /variables/C /variables/D /variables/E/F G"
    )]
    [InlineData(
        """{ "variables": { "SERVER": { "HOSTNAME": "mail", "DOMAIN": "a..b", "DOMAINS": "a.b;c.d", "POSTMASTER": "p", "REBOOT_ALLOWED": "no" } } }""",
        "/variables/SERVER/DOMAIN /variables/SERVER/DOMAINS /variables/SERVER/HOSTNAME /variables/SERVER/POSTMASTER "
            + "/variables/SERVER/REBOOT_ALLOWED"
    )]
    [InlineData(
        """{ "variables": { "SERVER": "x", "BEHAVIOR": { "GET_IP": 0 }, "DOCKER": { "LOGIN": { "PASSWORD": 1 } } } }""",
        "/variables/BEHAVIOR/GET_IP /variables/DOCKER/LOGIN/PASSWORD /variables/SERVER"
    )]
    [InlineData(
        """{ "accounts": [{ "type": "admin", "name": "a b@c.d", "credentials": "short", "aliases": ["x", 1] }, 1, {}] }""",
        "/accounts/0/aliases/0 /accounts/0/aliases/1 /accounts/0/credentials /accounts/0/name /accounts/0/type /accounts/1 /accounts/2"
    )]
    [InlineData(
        """{ "accounts": {}, "includes": "a.json", "uses": ["a/b:1"], "software": ["a b"], "stacks": [""], "overrides": [], "deployment": [1] }""",
        "/accounts /deployment/0 /includes /overrides /software/0 /stacks/0 /uses/0"
    )]
    public void What_is_wrong_is_wrong_at_the_same_places_for_both(string text, string pointers) =>
        Agree(text, pointers.Length == 0 ? [string.Empty] : pointers.Split(" /").Select((part, index) => index == 0 ? part : "/" + part));

    [Fact]
    public void Too_long_a_text_is_wrong_for_both() => Agree($$"""{ "name": "{{new string('a', 1001)}}" }""", ["/name"]);

    [Fact]
    public void Every_word_of_the_schemas_is_one_that_is_read()
    {
        var used = new[] { _path, _serverPath }
            .SelectMany(path => Schemas((JsonObject)JsonNode.Parse(File.ReadAllText(path))!))
            .SelectMany(schema => schema.Select(word => word.Key))
            .Distinct();
        Assert.Empty(used.Except(_words).Except(_annotations));
    }

    [Fact]
    public void Every_value_is_described()
    {
        var silent = Schemas((JsonObject)JsonNode.Parse(File.ReadAllText(_path))!)
            .Where(schema =>
                !schema.ContainsKey("description") && (schema.Parent?.GetPropertyName() ?? string.Empty) is "properties" or "$defs"
            )
            .Select(schema => schema.GetPath());
        Assert.Empty(silent);
    }

    [Fact]
    public void No_secret_is_shown()
    {
        var said = SchemaRules.Factory.Violations(
            JsonNode.Parse("""{ "accounts": [{ "type": "email", "name": "a@b.c", "credentials": "Topsecret" }] }""")
        );
        Assert.DoesNotContain("Topsecret", Assert.Single(said).Says, StringComparison.Ordinal);
    }

    private static void Agree(string text, IEnumerable<string> pointers)
    {
        var root = JsonNode.Parse(text);
        var expected = pointers.Order(StringComparer.Ordinal).ToList();
        var ours = SchemaRules.Factory.Violations(root).Select(violation => violation.Pointer).Distinct().Order(StringComparer.Ordinal);
        var theirs = _schema.Value.Evaluate(root, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.Equal(expected, ours);
        Assert.Equal(expected.Count == 0, theirs.IsValid);

        // The library tells of every object that holds something wrong, too: those with errors of their own count, and false schemas.
        var places = theirs
            .Details.Where(detail => detail.Errors is not null)
            .Select(detail => detail.InstanceLocation.ToString())
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, places);
    }

    // The library takes a definition whose members are the definition again for one without an end, so it gets the first levels of it.
    private static JsonSchema Unrolled()
    {
        const int Levels = 5;
        var root = JsonNode.Parse(File.ReadAllText(_path))!;
        var variable = (JsonObject)root["$defs"]!["variable"]!;
        for (var level = Levels; level >= 0; level--)
        {
            var copy = (JsonObject)variable.DeepClone();
            copy["additionalProperties"] = level == Levels ? true : new JsonObject { ["$ref"] = $"#/$defs/variable{level + 1}" };
            root["$defs"]![level == 0 ? "variable" : $"variable{level}"] = copy;
        }

        return JsonSchema.FromText(root.ToJsonString());
    }

    private static IEnumerable<JsonObject> Schemas(JsonObject schema)
    {
        var inner = schema.SelectMany(word =>
            (word.Key, word.Value) switch
            {
                ("properties" or "$defs", JsonObject several) => several.Select(pair => pair.Value).OfType<JsonObject>(),
                ("items" or "propertyNames" or "additionalProperties", JsonObject one) => [one],
                _ => [],
            }
        );
        return inner.SelectMany(Schemas).Prepend(schema);
    }
}
