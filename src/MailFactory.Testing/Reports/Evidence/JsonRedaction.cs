using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MailFactory.Testing.Reports.Evidence;

/// <summary>Takes secrets out of JSON value by value, so that a quote in a secret neither hides it nor breaks the document.</summary>
internal static class JsonRedaction
{
    private static readonly JsonSerializerOptions _lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions _indented = new(_lines) { WriteIndented = true };

    /// <summary>A whole document, indented.</summary>
    public static string Document(string json, Redaction redaction) =>
        Redact(JsonNode.Parse(json), redaction)?.ToJsonString(_indented) + "\n";

    /// <summary>A line that should be a document; one that is not is redacted as text.</summary>
    public static string Line(string line, Redaction redaction)
    {
        try
        {
            return Redact(JsonNode.Parse(line), redaction)?.ToJsonString(_lines) ?? string.Empty;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            // No document, half a surrogate pair in a string, or a name twice.
            return redaction.Apply(line);
        }
    }

    private static JsonNode? Redact(JsonNode? node, Redaction redaction) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members.Select(member => KeyValuePair.Create(member.Key, Member(member.Key, member.Value, redaction)))
            ),
            JsonArray items => new JsonArray([.. items.Select(item => Redact(item, redaction))]),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(
                redaction.Apply(value.GetValue<string>())
            ),
            _ => node?.DeepClone(),
        };

    private static JsonNode? Member(string name, JsonNode? value, Redaction redaction) =>
        value?.GetValueKind() == JsonValueKind.String && Redaction.NamesSecret(name)
            ? JsonValue.Create(Redaction.Mark)
            : Redact(value, redaction);
}
