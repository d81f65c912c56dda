using System.Text.Json;
using System.Text.Json.Serialization;

namespace MailFactory.Testing.Foreign;

/// <summary>Writes addresses into JSON without user and password.</summary>
internal sealed class SecretFreeAddress : JsonConverter<Uri>
{
    public override Uri? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Uri.TryCreate(reader.GetString(), UriKind.RelativeOrAbsolute, out var address)
            ? address
            : throw new JsonException("it is not an address");

    public override void Write(Utf8JsonWriter writer, Uri value, JsonSerializerOptions options) =>
        writer.WriteStringValue(SecretShapes.WithoutUser(value).OriginalString);
}
