using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>The variables of a factory configuration by their full name, such as <c>SERVER.HOSTNAME</c>.</summary>
/// <param name="mainFile">The file that was asked for, which is the place of what is nowhere.</param>
/// <param name="passwords">Makes the values of names that begin with <c>GENERATED.</c> and are not set.</param>
/// <param name="mistakes">Gets a sentence for each variable that is asked for and not there.</param>
internal sealed partial class FactoryVariables(string mainFile, GeneratedPasswords passwords, ICollection<FactoryMistake> mistakes)
{
    private readonly Dictionary<string, (string Text, FactoryPlace Place)> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _resolving = new(StringComparer.Ordinal);

    /// <summary>The full names of all variables.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Adds the variables of a file; a later value replaces an earlier one of the same name.</summary>
    public void Add(FactoryFile file) => Add(file.Root["variables"] as JsonObject ?? [], string.Empty, "/variables", file.PlaceOf);

    /// <summary>Where a variable is set; null when it is not.</summary>
    public FactoryPlace? PlaceOf(string name) => _values.TryGetValue(name, out var value) ? value.Place : null;

    /// <summary>The value of a variable that must be there; an empty text and a mistake when it is not.</summary>
    public string Required(string name)
    {
        if (_values.TryGetValue(name, out var value))
        {
            return Value(name, value.Place);
        }

        mistakes.Add(
            new FactoryMistake(
                new FactoryPlace(mainFile),
                $"the variable {name} is missing: neither this file nor one that it includes sets it"
            )
        );
        return string.Empty;
    }

    /// <summary>The text with each <c>{{NAME}}</c> replaced by that variable's value.</summary>
    public string Resolve(string text, FactoryPlace place) => Reference().Replace(text, match => Value(match.Groups[1].Value, place));

    /// <summary>
    /// The text with each <c>{{GENERATED.NAME}}</c> that no file sets replaced by this run's password; other references stay.
    /// </summary>
    public string Generate(string text) =>
        Reference().Replace(text, match => IsGenerated(match.Groups[1].Value) ? passwords.Of(match.Groups[1].Value) : match.Value);

    private bool IsGenerated(string name) =>
        name.StartsWith(GeneratedPasswords.Prefix, StringComparison.Ordinal) && !_values.ContainsKey(name);

    private void Add(JsonObject tree, string prefix, string pointer, Func<string, FactoryPlace> placeOf)
    {
        foreach (var (name, node) in tree)
        {
            var place = JsonPlaces.Child(pointer, name);
            if (node is JsonObject branch)
            {
                Add(branch, $"{prefix}{name}.", place, placeOf);
            }
            else
            {
                _values[prefix + name] = (node?.ToString() ?? string.Empty, placeOf(place));
            }
        }
    }

    private string Value(string name, FactoryPlace askedAt)
    {
        if (IsGenerated(name))
        {
            return passwords.Of(name);
        }

        if (!_values.TryGetValue(name, out var value))
        {
            mistakes.Add(new FactoryMistake(askedAt, $"the variable {{{{{name}}}}} is not defined"));
            return string.Empty;
        }

        if (!_resolving.Add(name))
        {
            mistakes.Add(new FactoryMistake(value.Place, $"the variable {name} refers to itself"));
            return string.Empty;
        }

        var resolved = Resolve(value.Text, value.Place);
        _resolving.Remove(name);
        return resolved;
    }

    [GeneratedRegex(@"\{\{\s*([A-Za-z0-9_.]+)\s*\}\}")]
    private static partial Regex Reference();
}
