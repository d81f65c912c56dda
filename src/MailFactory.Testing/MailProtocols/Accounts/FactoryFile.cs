using System.Text.Json;
using System.Text.Json.Nodes;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>One file of a configuration, with the place of each value in it.</summary>
internal sealed class FactoryFile
{
    private const int MostBytes = 4 * 1024 * 1024;
    private readonly JsonPlaces _places;

    private FactoryFile(string path, JsonObject root, JsonPlaces places) => (Path, Root, _places) = (path, root, places);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What it holds.</summary>
    public JsonObject Root { get; }

    /// <summary>Where a value of it stands.</summary>
    public FactoryPlace PlaceOf(string pointer)
    {
        var (line, column) = _places.Find(pointer);
        return new FactoryPlace(Path, line, column, pointer);
    }

    /// <summary>
    /// Reads a file and holds it against a schema; null, with what is wrong added to the mistakes, when no tree can be made of it.
    /// </summary>
    public static async Task<FactoryFile?> ReadAsync(
        string path,
        SchemaRules schema,
        ICollection<FactoryMistake> mistakes,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var text = await RegularFile.ReadTargetTextAsync(path, MostBytes, cancellationToken).ConfigureAwait(false);
            return Parse(path, text, schema, mistakes);
        }
        catch (JsonException error)
        {
            var place = new FactoryPlace(path, (int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1);
            mistakes.Add(new FactoryMistake(place, $"is not valid JSON: {Reason(error)}; nothing after this place was read"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            mistakes.Add(new FactoryMistake(new FactoryPlace(path), $"cannot be read: {error.Message}"));
        }

        return null;
    }

    // The place, which stands before it already, is the rest of the message.
    private static string Reason(JsonException error) =>
        error.Message.Split([" LineNumber:", " Path:"], StringSplitOptions.None)[0].TrimEnd('.', ' ');

    private static FactoryFile? Parse(string path, string text, SchemaRules schema, ICollection<FactoryMistake> mistakes)
    {
        var places = JsonPlaces.Of(text);
        foreach (var (pointer, says) in places.Mistakes)
        {
            var (line, column) = places.Find(pointer);
            mistakes.Add(new FactoryMistake(new FactoryPlace(path, line, column, pointer), says));
        }

        if (places.Mistakes.Count > 0)
        {
            return null;
        }

        if (JsonNode.Parse(text) is not JsonObject root)
        {
            mistakes.Add(new FactoryMistake(new FactoryPlace(path, 1, 1), "is not a JSON object"));
            return null;
        }

        var file = new FactoryFile(path, root, places);
        foreach (var violation in schema.Violations(root))
        {
            mistakes.Add(new FactoryMistake(file.PlaceOf(violation.Pointer), violation.Says));
        }

        return file;
    }
}
