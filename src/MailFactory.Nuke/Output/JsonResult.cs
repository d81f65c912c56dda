using System.Text.Encodings.Web;
using System.Text.Json;
using Nuke.Common.Execution;
using Nuke.Common.Parameters;
using Nuke.Common.Planning;
using Serilog.Events;

namespace Nuke.Common.Output;

/// <summary>
/// What <c>--json</c> prints on standard output, as one document; everything else goes to standard error then.
/// <code>
/// {
///   "build": "Build",                        the build's class
///   "started": "2026-11-23T20:11:37+00:00",
///   "durationSeconds": 12.3,
///   "succeeded": true,
///   "exitCode": 0,
///   "targets": [ {
///     "name": "Compile",
///     "status": "Succeeded",                 see ExecutionStatus
///     "durationSeconds": 4.5,
///     "cause": "IOException: ...",           only if it failed
///     "skipped": "because of X",             only if it was skipped and there is a reason
///     "summary": { "Tests": "3 passed" }     what it reported; objects and arrays of JSON as such
///   } ],
///   "messages": [ { "level": "warning", "text": "Compile: ..." } ],
///   "errors": [ "--distro: unknown ..." ]    only if the build was called wrongly; then there are no targets
/// }
/// </code>
/// </summary>
internal static class JsonResult
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether the arguments ask for it; read from the words themselves, because arguments may be wrong.</summary>
    public static bool IsWanted(IReadOnlyList<string> arguments) =>
        arguments.Any(x =>
            x.StartsWith('-')
            && ParameterNames.Plain(x.Split('=')[0]) == ParameterNames.Plain(nameof(BuiltInParameters.Json))
            && !x.EndsWith("=false", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The result of a run.</summary>
    public static string Of(NukeBuild build, BuildSession session, DateTimeOffset started, TimeSpan duration, int exitCode) =>
        Write(writer =>
        {
            writer.WriteString("build", build.GetType().Name);
            writer.WriteString("started", started);
            WriteSeconds(writer, duration);
            writer.WriteBoolean("succeeded", exitCode == 0);
            writer.WriteNumber("exitCode", exitCode);
            writer.WriteStartArray("targets");
            foreach (var target in build.ExecutionPlan)
            {
                WriteTarget(writer, target);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("messages");
            foreach (var (level, text) in session.Warnings)
            {
                writer.WriteStartObject();
                writer.WriteString("level", level == LogEventLevel.Warning ? "warning" : "error");
                writer.WriteString("text", text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    /// <summary>The result of a build that was called wrongly.</summary>
    public static string OfUsage(Type build, IReadOnlyList<string> errors) =>
        Write(writer =>
        {
            writer.WriteString("build", build.Name);
            writer.WriteBoolean("succeeded", false);
            writer.WriteNumber("exitCode", UsageException.ExitCode);
            writer.WriteStartArray("errors");
            foreach (var error in errors)
            {
                writer.WriteStringValue(error);
            }

            writer.WriteEndArray();
        });

    private static void WriteTarget(Utf8JsonWriter writer, ExecutableTarget target)
    {
        writer.WriteStartObject();
        writer.WriteString("name", target.Name);
        writer.WriteString("status", target.Status.ToString());
        WriteSeconds(writer, target.Duration);
        if (CauseOf(target) is { } cause)
        {
            writer.WriteString("cause", cause);
        }

        if (target.Status == ExecutionStatus.Skipped && (target.Skipped ?? target.OnlyWhen) is { } reason)
        {
            writer.WriteString("skipped", reason);
        }

        writer.WriteStartObject("summary");
        foreach (var (key, value) in target.SummaryInformation)
        {
            writer.WritePropertyName(key);
            WriteReported(writer, value);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>A target can report texts only; one that is a JSON object or array is written as what it is.</summary>
    private static void WriteReported(Utf8JsonWriter writer, string value)
    {
        if (value is not ['{' or '[', ..])
        {
            writer.WriteStringValue(value);
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(value);
            document.WriteTo(writer);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(value);
        }
    }

    /// <summary>NUKE keeps of a cause only what its table shows.</summary>
    private static string CauseOf(ExecutableTarget target) =>
        TargetNotes.Of(target).Cause
        ?? target
            .SummaryInformation.Where(x => x.Key.EndsWith("Exception", StringComparison.Ordinal))
            .Select(x => $"{x.Key}: {x.Value}")
            .FirstOrDefault();

    private static void WriteSeconds(Utf8JsonWriter writer, TimeSpan duration) =>
        writer.WriteNumber("durationSeconds", Math.Round(duration.TotalSeconds, 3));

    private static string Write(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
