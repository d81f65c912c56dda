using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MailFactory.Testing.MailProtocols;

/// <summary>The variables of a factory configuration by their full name, such as <c>SERVER.HOSTNAME</c>.</summary>
/// <param name="errors">Gets a sentence for each variable that is asked for and not there.</param>
internal sealed partial class FactoryVariables(List<string> errors)
{
    private readonly Dictionary<string, (string Text, string File)> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _resolving = new(StringComparer.Ordinal);

    /// <summary>The full names of all variables.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Adds a tree of variables; a later value replaces an earlier one of the same name.</summary>
    public void Add(JsonObject tree, string file, string prefix = "")
    {
        foreach (var (name, node) in tree)
        {
            if (node is JsonObject branch)
            {
                Add(branch, file, $"{prefix}{name}.");
            }
            else
            {
                _values[prefix + name] = (node?.ToString() ?? string.Empty, file);
            }
        }
    }

    /// <summary>The value of a variable that must be there; an empty text and an error when it is not.</summary>
    public string Required(string name)
    {
        if (_values.ContainsKey(name))
        {
            return Value(name, string.Empty);
        }

        errors.Add($"the variable {name} is missing");
        return string.Empty;
    }

    /// <summary>The text with each <c>{{NAME}}</c> replaced by that variable's value.</summary>
    public string Resolve(string text, string file) => Reference().Replace(text, match => Value(match.Groups[1].Value, file));

    private string Value(string name, string askedIn)
    {
        if (!_values.TryGetValue(name, out var value))
        {
            errors.Add($"{askedIn}: the variable {{{{{name}}}}} is not defined");
            return string.Empty;
        }

        if (!_resolving.Add(name))
        {
            errors.Add($"{value.File}: the variable {name} refers to itself");
            return string.Empty;
        }

        var resolved = Resolve(value.Text, value.File);
        _resolving.Remove(name);
        return resolved;
    }

    [GeneratedRegex(@"\{\{\s*([A-Za-z0-9_.]+)\s*\}\}")]
    private static partial Regex Reference();
}
