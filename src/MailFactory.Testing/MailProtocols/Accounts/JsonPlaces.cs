using System.Text;
using System.Text.Json;

namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>
/// Where each value of a JSON text stands, by its JSON pointer (RFC 6901), and what no parser of trees tells with a place: names that
/// stand twice in an object, and texts that are no Unicode.
/// </summary>
internal sealed class JsonPlaces
{
    private readonly Dictionary<string, (int Line, int Column)> _places = new(StringComparer.Ordinal);
    private readonly byte[] _text;
    private readonly List<int> _lines = [0];

    private JsonPlaces(string text)
    {
        _text = Encoding.UTF8.GetBytes(text);
        for (var index = 0; index < _text.Length; index++)
        {
            if (_text[index] == '\n')
            {
                _lines.Add(index + 1);
            }
        }
    }

    /// <summary>What is wrong with the text although it follows JSON's grammar, each with the pointer of its place.</summary>
    public List<(string Pointer, string Says)> Mistakes { get; } = [];

    /// <summary>Walks through a text; throws <see cref="JsonException"/> with line and byte where it is no JSON.</summary>
    public static JsonPlaces Of(string text)
    {
        var places = new JsonPlaces(text);
        var reader = new Utf8JsonReader(places._text);
        reader.Read();
        places.Value(ref reader, string.Empty);
        reader.Read();
        return places;
    }

    /// <summary>The pointer of a member of an object or an item of a list.</summary>
    public static string Child(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>Where a value stands: line and character in it, both from 1; a member stands where its name does.</summary>
    public (int Line, int Column) Find(string pointer) => _places.TryGetValue(pointer, out var place) ? place : (1, 1);

    private void Value(ref Utf8JsonReader reader, string pointer)
    {
        _places.TryAdd(pointer, Position(reader.TokenStartIndex));
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Members(ref reader, pointer);
                break;
            case JsonTokenType.StartArray:
                for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                {
                    Value(ref reader, Child(pointer, $"{index}"));
                }

                break;
            case JsonTokenType.String:
                Text(ref reader, pointer);
                break;
        }
    }

    private void Members(ref Utf8JsonReader reader, string pointer)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var position = Position(reader.TokenStartIndex);
            var name = Text(ref reader, pointer) ?? string.Empty;
            var child = Child(pointer, name);
            if (names.Add(name))
            {
                _places.TryAdd(child, position);
            }
            else
            {
                // The second one's place: the first is where everybody looks already.
                _places[child] = position;
                Mistakes.Add((child, $"the name '{name}' is here for a second time"));
            }

            reader.Read();
            Value(ref reader, child);
        }
    }

    private string? Text(ref Utf8JsonReader reader, string pointer)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            Mistakes.Add((pointer, "a name or a text here is not valid Unicode"));
            return null;
        }
    }

    private (int Line, int Column) Position(long index)
    {
        var line = _lines.BinarySearch((int)index);
        line = line >= 0 ? line : ~line - 1;
        var column = Encoding.UTF8.GetCharCount(_text, _lines[line], (int)index - _lines[line]);
        return (line + 1, column + 1);
    }
}
