using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MailFactory.Testing.Files;

/// <summary>How JSON is written and read: camelCase names, members of enums by name. What leaves this host has rules of its own beside it.</summary>
internal static class JsonDialect
{
    /// <summary>Records of our own, for people to look at; what another version wrote beside them is passed over.</summary>
    public static JsonSerializerOptions Record { get; } =
        new(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };

    /// <summary>A record in one line.</summary>
    public static JsonSerializerOptions Line { get; } = new(Record) { WriteIndented = false };

    /// <summary>Files that people edit: comments are allowed, and a name that means nothing is a mistake.</summary>
    public static JsonSerializerOptions Edited { get; } =
        new(Record) { ReadCommentHandling = JsonCommentHandling.Skip, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
}
