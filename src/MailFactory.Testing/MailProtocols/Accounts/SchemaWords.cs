using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>The words of a JSON schema that speak about one value: type, enum, pattern, maxLength, minimum and maximum.</summary>
internal static class SchemaWords
{
    private const int MostShown = 60;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with a value and what is allowed in its stead; null when it is right.</summary>
    public static string? Violation(JsonObject schema, JsonNode? value)
    {
        if (schema["type"] is { } type && !Types(type).Any(name => IsOf(name, value)))
        {
            return $"{Show(schema, value)} is {KindOf(value)}, where {Allowed(schema, type)} belongs";
        }

        if (schema["enum"] is JsonArray values && !values.Any(allowed => JsonNode.DeepEquals(allowed, value)))
        {
            return $"{Show(schema, value)} is not one of {string.Join(", ", values.Select(allowed => allowed!.ToJsonString()))}";
        }

        return value is JsonValue single ? Violation(schema, single) : null;
    }

    private static string? Violation(JsonObject schema, JsonValue value)
    {
        if (value.TryGetValue(out string? text))
        {
            return Violation(schema, value, text);
        }

        var number = value.GetValueKind() == JsonValueKind.Number ? value.Deserialize<double>() : double.NaN;
        var isSmall = schema["minimum"] is { } least && number < (double)least;
        var isLarge = schema["maximum"] is { } most && number > (double)most;
        return isSmall || isLarge ? $"{Show(schema, value)} is out of range: {Range(schema)} is allowed" : null;
    }

    private static string? Violation(JsonObject schema, JsonValue value, string text)
    {
        if (schema["maxLength"] is { } most && new StringInfo(text).LengthInTextElements > (int)most)
        {
            return $"the text has more than {(int)most} characters";
        }

        return
            schema["pattern"] is { } pattern
            && !Regex.IsMatch(text, ((string)pattern!).Replace("$", "\\z", StringComparison.Ordinal), RegexOptions.None, _patience)
            ? $"{Show(schema, value)} is not {(string?)schema["title"] ?? (string)pattern!}"
            : null;
    }

    private static IEnumerable<string> Types(JsonNode type) =>
        type is JsonArray several ? several.Select(name => (string)name!) : [(string)type!];

    private static bool IsOf(string type, JsonNode? value) =>
        (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
        {

            ("object", JsonValueKind.Object)
            or
            ("array", JsonValueKind.Array)
            or
            ("string", JsonValueKind.String)
            or ("number", JsonValueKind.Number) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("integer", JsonValueKind.Number) => double.IsInteger(value!.Deserialize<double>()),
            _ => false,
        };

    private static string Allowed(JsonObject schema, JsonNode type) =>
        (string?)schema["title"]
        ?? string.Join(
            " or ",
            Types(type)
                .Select(name =>
                    name switch
                    {
                        "object" => "an object",
                        "array" => "a list",
                        "string" => "a text",
                        "boolean" => "true or false",
                        "integer" => "a whole number",
                        _ => "a number",
                    }
                )
        );

    private static string KindOf(JsonNode? value) =>
        (value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            JsonValueKind.Null => "nothing",
            _ => "true or false",
        };

    private static string Range(JsonObject schema) =>
        (schema["minimum"], schema["maximum"]) switch
        {
            ({ } least, { } most) => $"{least} to {most}",
            ({ } least, null) => $"{least} or more",
            (_, var most) => $"up to {most}",
        };

    // What is marked as never to be read back is a secret.
    private static string Show(JsonObject schema, JsonNode? value)
    {
        if (schema["writeOnly"] is not null || value is JsonObject or JsonArray or null)
        {
            return "the value";
        }

        var text = value.GetValueKind() == JsonValueKind.String ? $"'{value}'" : value.ToJsonString();
        return text.Length <= MostShown ? text : $"{text[..MostShown]}…";
    }
}
