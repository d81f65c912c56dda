using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports;

/// <summary>
/// A run as JSON for programs: names in camelCase, enums by name, spans of time as numbers of seconds under names that end
/// in <c>Seconds</c>.
/// </summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        // The report is a file of its own and never part of a web page: quotes and umlauts in transcripts may stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameSpansInSeconds } },
    };

    private static readonly SecondsConverter _seconds = new();

    /// <summary>The report as indented JSON.</summary>
    public static string Render(RunResult run) => JsonSerializer.Serialize(run, _json) + "\n";

    /// <summary>
    /// Reads a report back; throws <see cref="JsonException"/> when it is not one, of a schema that this tool does not know, or
    /// breaks one of the <see cref="ReportRules"/>.
    /// </summary>
    public static RunResult Read(string json)
    {
        try
        {
            return Whole(json);
        }
        catch (InvalidOperationException error)
        {
            // So System.Text.Json calls half a surrogate pair in the name of a member.
            throw new JsonException(error.Message, error);
        }
    }

    private static RunResult Whole(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (
            document.RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("schemaVersion", out var version)
            && version.GetRawText() != $"{RunResult.CurrentSchema}"
        )
        {
            throw new JsonException($"it is of schema version {version.GetRawText()}, which this tool does not know");
        }

        var run = document.Deserialize<RunResult>(_json) ?? throw new JsonException("the report is empty");
        return ReportRules.FirstFault(run) is { } fault ? throw new JsonException(fault) : run;
    }

    private static void NameSpansInSeconds(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.PropertyType == typeof(TimeSpan)))
        {
            property.Name += "Seconds";
            property.CustomConverter = _seconds;
        }
    }
}
