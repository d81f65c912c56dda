using System.Text.Json.Nodes;

namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>
/// A schema, the same file that editors are given. It is read here by those words of JSON Schema (draft 2020-12) that it uses, so that each
/// violation can say what is allowed; a test holds this reading against a library's.
/// </summary>
internal sealed class SchemaRules
{
    private readonly JsonObject _root;

    private SchemaRules(string name)
    {
        using var stream = typeof(SchemaRules).Assembly.GetManifestResourceStream($"MailProtocols/{name}.schema.json")!;
        _root = (JsonObject)JsonNode.Parse(stream)!;
    }

    /// <summary>The schema of factory configurations.</summary>
    public static SchemaRules Factory { get; } = new("mail-factory");

    /// <summary>The schema of the test accounts of a server that somebody runs.</summary>
    public static SchemaRules ServerAccounts { get; } = new("server-accounts");

    /// <summary>Every place where a document departs from the schema, and what is allowed there.</summary>
    public IEnumerable<SchemaViolation> Violations(JsonNode? document) => Check(_root, document, string.Empty);

    private IEnumerable<SchemaViolation> Check(JsonObject schema, JsonNode? value, string pointer)
    {
        if (schema["$ref"] is { } reference)
        {
            foreach (var violation in Check(Definition((string)reference!), value, pointer))
            {
                yield return violation;
            }
        }

        if (SchemaWords.Violation(schema, value) is { } says)
        {
            yield return new SchemaViolation(pointer, says);
            yield break;
        }

        var inner = value switch
        {
            JsonObject members => Members(schema, members, pointer),
            JsonArray items => Items(schema, items, pointer),
            _ => [],
        };
        foreach (var violation in inner)
        {
            yield return violation;
        }
    }

    private IEnumerable<SchemaViolation> Items(JsonObject schema, JsonArray items, string pointer) =>
        schema["items"] is JsonObject each
            ? items.SelectMany((item, index) => Check(each, item, JsonPlaces.Child(pointer, $"{index}")))
            : [];

    private IEnumerable<SchemaViolation> Members(JsonObject schema, JsonObject members, string pointer)
    {
        foreach (
            var name in (schema["required"] as JsonArray ?? []).Select(name => (string)name!).Where(name => !members.ContainsKey(name))
        )
        {
            yield return new SchemaViolation(pointer, $"the name '{name}' is missing: {Describe(schema, name)}");
        }

        var properties = schema["properties"] as JsonObject ?? [];
        foreach (var (name, value) in members)
        {
            var place = JsonPlaces.Child(pointer, name);
            if (schema["propertyNames"] is JsonObject names)
            {
                foreach (var violation in Check(names, JsonValue.Create(name), place))
                {
                    yield return violation;
                }
            }

            var inner = (properties[name], schema["additionalProperties"]) switch
            {
                (JsonObject known, _) => Check(known, value, place),
                (_, JsonObject other) => Check(other, value, place),
                (_, JsonValue allowed) when !(bool)allowed =>
                [
                    new SchemaViolation(
                        place,
                        $"the name '{name}' is not known here; known are {string.Join(", ", properties.Select(known => known.Key))}"
                    ),
                ],
                _ => [],
            };
            foreach (var violation in inner)
            {
                yield return violation;
            }
        }
    }

    private static string Describe(JsonObject schema, string name) => (string?)schema["properties"]?[name]?["description"] ?? name;

    private JsonObject Definition(string reference) => (JsonObject)_root["$defs"]![reference["#/$defs/".Length..]]!;
}
