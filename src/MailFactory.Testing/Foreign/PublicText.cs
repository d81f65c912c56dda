using System.Text.Json;
using System.Text.Json.Serialization;

namespace MailFactory.Testing.Foreign;

/// <summary>
/// Writes text of a record as it is, such as a public key, which <see cref="SecretShapes"/> would take out although it is needed again.
/// </summary>
internal sealed class PublicText : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
