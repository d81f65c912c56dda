using System.Text.Json;

namespace Nuke.Common.Parameters;

/// <summary>A <c>parameters.json</c> or <c>parameters.PROFILE.json</c>.</summary>
internal sealed class ParameterFile
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly Dictionary<string, JsonElement> _values;

    private ParameterFile(string path, Dictionary<string, JsonElement> values)
    {
        Path = path;
        _values = values;
    }

    public string Path { get; }

    /// <summary>The keys that are meant to be parameters.</summary>
    public IEnumerable<string> Names => _values.Keys.Where(x => !x.StartsWith('$'));

    /// <exception cref="UsageException">The file is not a JSON object.</exception>
    public static ParameterFile Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Options);
            return new ParameterFile(path, document.RootElement.EnumerateObject().ToDictionary(x => x.Name, x => x.Value.Clone()));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new UsageException($"{path} is not a valid parameter file: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>The texts given for the parameter; null if it is not in the file.</summary>
    /// <exception cref="UsageException">The value is an object, or is encrypted.</exception>
    public IReadOnlyList<string> Find(ParameterDefinition parameter)
    {
        if (!_values.TryGetValue(parameter.Name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var texts = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Text).ToList() : [Text(value)];
        if (parameter.IsSecret && texts.Any(x => x?.StartsWith("v1:", StringComparison.Ordinal) == true))
        {
            throw new UsageException(
                $"{Path}: {parameter.Name} is encrypted, which this engine does not read; use an environment variable."
            );
        }

        return texts.Contains(null)
            ? throw new UsageException(
                $"{Path}: {parameter.Name} must be {ValueSets.Describe(parameter.ElementType)}{(parameter.IsArray ? ", in an array" : "")}."
            )
            : texts;
    }

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
}
