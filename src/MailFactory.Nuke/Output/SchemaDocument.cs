using System.Text.Encodings.Web;
using System.Text.Json;
using Nuke.Common.Execution;
using Nuke.Common.Parameters;

namespace Nuke.Common.Output;

/// <summary>
/// The JSON schema (draft 4) of a build's parameter files, in NUKE's shape: the build's own parameters beside a reference to the
/// definition of the built-in ones, and a definition for each set of names.
/// </summary>
internal sealed class SchemaDocument(NukeBuild build, ParameterSet parameters, IReadOnlyList<ExecutableTarget> targets)
{
    private const string BuiltIns = "NukeBuild";

    private readonly IReadOnlyList<ParameterDefinition> _listed =
    [
        .. parameters.All.Where(x => x.Attribute.List).OrderBy(x => x.Name, StringComparer.Ordinal),
    ];

    public byte[] Render()
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NewLine = "\n",
        };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-04/schema#");
            json.WriteStartObject("definitions");
            foreach (var (name, values) in NameSets().OrderBy(x => x.Name, StringComparer.Ordinal))
            {
                WriteNames(json, name, values);
            }

            json.WriteStartObject(BuiltIns);
            WriteProperties(json, _listed.Where(x => x.IsBuiltIn));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("allOf");
            json.WriteStartObject();
            WriteProperties(json, _listed.Where(x => !x.IsBuiltIn));
            json.WriteEndObject();
            json.WriteStartObject();
            WriteReference(json, BuiltIns);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private IEnumerable<(string Name, IEnumerable<string> Values)> NameSets() =>
        [
            ("ExecutableTarget", targets.Select(x => x.Name).Order(StringComparer.Ordinal)),
            ("Host", HostChoice.Names),
            .. _listed
                .Select(x => x.ElementType)
                .Where(x => x.IsEnum)
                .Distinct()
                .Select(x => (x.Name, (IEnumerable<string>)Enum.GetNames(x))),
        ];

    private void WriteProperties(Utf8JsonWriter json, IEnumerable<ParameterDefinition> chosen)
    {
        json.WriteStartObject("properties");
        foreach (var parameter in chosen)
        {
            WriteParameter(json, parameter);
        }

        json.WriteEndObject();
    }

    private void WriteParameter(Utf8JsonWriter json, ParameterDefinition parameter)
    {
        json.WriteStartObject(parameter.Name);
        if (parameter.Attribute.Description is { } description)
        {
            json.WriteString("description", description);
        }

        if (parameter.IsArray)
        {
            json.WriteString("type", "array");
            json.WriteStartObject("items");
        }

        WriteType(json, parameter);
        if (parameter.IsArray)
        {
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteType(Utf8JsonWriter json, ParameterDefinition parameter)
    {
        if (DefinitionOf(parameter) is { } definition)
        {
            WriteReference(json, definition);
            return;
        }

        var (type, format) = JsonType(parameter.ElementType);
        if (Nullable.GetUnderlyingType(parameter.Type) is null)
        {
            json.WriteString("type", type);
        }
        else
        {
            json.WriteStartArray("type");
            json.WriteStringValue(type);
            json.WriteStringValue("null");
            json.WriteEndArray();
        }

        if (format is not null)
        {
            json.WriteString("format", format);
        }

        if (ValueSets.Offered(parameter, build).ToList() is { Count: > 0 } values)
        {
            WriteEnum(json, values);
        }
    }

    private static string DefinitionOf(ParameterDefinition parameter) =>
        parameter switch
        {
            { IsBuiltIn: true, Name: nameof(BuiltInParameters.Target) or nameof(BuiltInParameters.Skip) } => "ExecutableTarget",
            { IsBuiltIn: true, Name: nameof(BuiltInParameters.Host) } => "Host",
            { ElementType.IsEnum: true } => parameter.ElementType.Name,
            _ => null,
        };

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartObject(name);
        json.WriteString("type", "string");
        WriteEnum(json, values);
        json.WriteEndObject();
    }

    private static void WriteEnum(Utf8JsonWriter json, IEnumerable<string> values)
    {
        json.WriteStartArray("enum");
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteReference(Utf8JsonWriter json, string definition) => json.WriteString("$ref", $"#/definitions/{definition}");

    private static (string Type, string Format) JsonType(Type type) =>
        Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => ("boolean", null),
            TypeCode.Int32 => ("integer", "int32"),
            TypeCode.Int64 => ("integer", "int64"),
            TypeCode.Double or TypeCode.Single or TypeCode.Decimal => ("number", null),
            _ => ("string", null),
        };
}
