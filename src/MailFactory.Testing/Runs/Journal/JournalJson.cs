using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Runs.Journal;

/// <summary>
/// Journal and state as JSON: names in camelCase, enums by name, spans of time as numbers of seconds under names that end in
/// <c>Seconds</c>. What is read back equals what was written, to the tick.
/// </summary>
internal static class JournalJson
{
    /// <summary>One entry in one line.</summary>
    public static JsonSerializerOptions Line { get; } = Create();

    /// <summary>A file that people read, too.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Line) { WriteIndented = true };

    private static JsonSerializerOptions Create() =>
        new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
                new TicksConverter(),
                new SecretFreeText(),
                new SecretFreeAddress(),
            },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameSpansInSeconds } },
        };

    private static void NameSpansInSeconds(JsonTypeInfo type)
    {
        foreach (
            var property in type.Properties.Where(property =>
                (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(TimeSpan)
            )
        )
        {
            property.Name += "Seconds";
        }
    }

    private sealed class TicksConverter : JsonConverter<TimeSpan>
    {
        private const decimal LongestSpan = long.MaxValue / TimeSpan.TicksPerSecond;

        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TryGetDecimal(out var seconds) && Math.Abs(seconds) < LongestSpan
                ? new TimeSpan((long)(seconds * TimeSpan.TicksPerSecond))
                : throw new JsonException("it is not a time span");

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteNumberValue((decimal)value.Ticks / TimeSpan.TicksPerSecond);
    }
}
