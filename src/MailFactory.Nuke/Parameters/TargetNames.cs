namespace Nuke.Common.Parameters;

/// <summary>Targets as they are typed: in any case, and with dashes between their words.</summary>
internal static class TargetNames
{
    public static bool IsTyped(string word, string name) => ParameterNames.Typed(word) == ParameterNames.Key(name);

    /// <summary>The names as they are declared.</summary>
    /// <exception cref="UsageException">There is no target of a name.</exception>
    public static IReadOnlyList<string> Declared(IEnumerable<string> words, IReadOnlyList<string> names)
    {
        var found = words.Select(word => (word, name: names.FirstOrDefault(x => IsTyped(word, x)))).ToList();
        var errors = found.Where(x => x.name is null).Select(x => Unknown(x.word, names)).ToList();
        return errors.Count > 0 ? throw new UsageException(errors) : [.. found.Select(x => x.name)];
    }

    public static string Unknown(string word, IEnumerable<string> names) =>
        $"Unknown target '{word}'.{NearestNames.Hint(word, names)} Targets: {string.Join(", ", names)}.";
}
