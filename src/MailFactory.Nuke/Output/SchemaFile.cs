using System.Text.Encodings.Web;
using System.Text.Json;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Parameters;

namespace Nuke.Common.Output;

/// <summary>Keeps <c>.nuke/build.schema.json</c> up to date, with which editors check and complete parameter files.</summary>
internal static class SchemaFile
{
    /// <summary>Writes the schema if it changed and the directory is there; build servers leave the repository alone.</summary>
    public static void Update(BuildSession session, NukeBuild build, IReadOnlyList<ExecutableTarget> targets)
    {
        var directory = session.RootDirectory / ".nuke";
        if (session.IsServerBuild || !directory.DirectoryExists())
            return;

        var file = directory / "build.schema.json";
        var content = Create(build, session.Parameters.Parameters, targets);
        if (!file.FileExists() || !file.ReadAllBytes().AsSpan().SequenceEqual(content))
            file.WriteAllBytes(content);
        if (!(directory / "parameters.json").FileExists())
            (directory / "parameters.json").WriteAllLines(["{", "  \"$schema\": \"./build.schema.json\"", "}"]);
    }

    private static byte[] Create(NukeBuild build, ParameterSet parameters, IReadOnlyList<ExecutableTarget> targets)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-04/schema#");
            json.WriteStartObject("properties");
            json.WriteStartObject("$schema");
            json.WriteString("type", "string");
            json.WriteEndObject();
            foreach (var parameter in parameters.All.Where(x => x.Attribute.List).OrderBy(x => x.Name, StringComparer.Ordinal))
                WriteParameter(json, build, parameter, targets);
            json.WriteEndObject();
            json.WriteBoolean("additionalProperties", false);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteParameter(Utf8JsonWriter json, NukeBuild build, ParameterDefinition parameter, IReadOnlyList<ExecutableTarget> targets)
    {
        json.WriteStartObject(parameter.Name);
        if (parameter.Attribute.Description is { } description)
            json.WriteString("description", description);
        if (parameter.IsArray)
        {
            json.WriteString("type", "array");
            json.WriteStartObject("items");
        }

        json.WriteString("type", JsonType(parameter.ElementType));
        var values = parameter.Name is nameof(BuiltInParameters.Target) or nameof(BuiltInParameters.Skip) && parameter.IsBuiltIn
            ? targets.Select(x => x.Name).Order(StringComparer.Ordinal)
            : parameter.Attribute.GetValueSet(parameter.Member, build)?.Select(x => x.Text);
        if (values is not null)
        {
            json.WriteStartArray("enum");
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }

        if (parameter.IsArray)
            json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string JsonType(Type type)
    {
        if (type == typeof(bool))
            return "boolean";
        if (type == typeof(int) || type == typeof(long))
            return "integer";
        return type == typeof(double) || type == typeof(float) || type == typeof(decimal) ? "number" : "string";
    }
}
