using System.Text.Json.Nodes;

namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>Texts of a configuration.</summary>
internal static class FactoryText
{
    /// <summary>The text that a node is; null when it is something else.</summary>
    public static string? Of(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
