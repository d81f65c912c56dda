using System.Text.Json;
using System.Text.Json.Serialization;

namespace MailFactory.Testing.Reports;

/// <summary>Writes spans of time as numbers of seconds, to the millisecond.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    // Three centuries: several of them can be added up, and no merged report is of more.
    private const double Most = 1e10;

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var seconds = reader.GetDouble();
        return seconds is >= 0 and <= Most
            ? TimeSpan.FromSeconds(seconds)
            : throw new JsonException($"{seconds} is not a number of seconds");
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Math.Round(value.TotalSeconds, 3));
}
