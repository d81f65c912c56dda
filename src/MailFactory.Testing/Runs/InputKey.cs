using MailFactory.Testing.Files;

namespace MailFactory.Testing.Runs;

/// <summary>Identifies a result by everything that went into it; the same inputs give the same key.</summary>
/// <param name="Inputs">The inputs, each with a name.</param>
internal sealed record InputKey(IReadOnlyDictionary<string, string> Inputs)
{
    /// <summary>The key: the first 16 hexadecimal digits of the SHA-256 over all inputs in the order of their names.</summary>
    public string Value { get; } =
        Digest.OfText(
            string.Join('\n', Inputs.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => $"{input.Key}={input.Value}"))
        )[..16];

    /// <summary>The names of inputs that differ from another key's.</summary>
    public IReadOnlyList<string> DifferencesTo(IReadOnlyDictionary<string, string> others) =>
        [
            .. Inputs
                .Keys.Union(others.Keys)
                .Where(name => Inputs.GetValueOrDefault(name) != others.GetValueOrDefault(name))
                .Order(StringComparer.Ordinal),
        ];
}
