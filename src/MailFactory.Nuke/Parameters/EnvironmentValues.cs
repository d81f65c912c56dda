namespace Nuke.Common.Parameters;

/// <summary>Parameters given as environment variables.</summary>
internal sealed class EnvironmentValues(IReadOnlyDictionary<string, string> variables)
{
    private const string Prefix = "nuke";

    private ILookup<string, string> _byPlainName;

    /// <summary>
    /// The variable that sets the parameter, or null: the exact name first, then the name with the prefix NUKE_, then, for
    /// parameters that are not built in, the name in any spelling. An empty variable is as good as none.
    /// </summary>
    /// <exception cref="UsageException">Several spellings are set to different values.</exception>
    public (string Variable, string Text)? Find(ParameterDefinition parameter)
    {
        if (variables.GetValueOrDefault(parameter.Name) is { Length: > 0 } exact)
        {
            return (parameter.Name, exact);
        }

        _byPlainName ??= variables.Where(x => !string.IsNullOrEmpty(x.Value)).ToLookup(x => ParameterNames.Plain(x.Key), x => x.Key);
        var plain = ParameterNames.Plain(parameter.Name);
        return Single(parameter, _byPlainName[Prefix + plain]) ?? (parameter.IsBuiltIn ? null : Single(parameter, _byPlainName[plain]));
    }

    private (string Variable, string Text)? Single(ParameterDefinition parameter, IEnumerable<string> names)
    {
        var found = names.Order(StringComparer.Ordinal).ToList();
        if (found.Select(x => variables[x]).Distinct().Count() > 1)
        {
            throw new UsageException(
                $"{parameter.Option} is set by several environment variables with different values: {string.Join(", ", found)}. "
                    + "Set one of them."
            );
        }

        return found.Count == 0 ? null : (found[0], variables[found[0]]);
    }
}
