using Serilog;

namespace Nuke.Common.Parameters;

/// <summary>
/// Parameters from the environment as the genuine engine finds them: in any spelling, with or without NUKE before it, built in or not.
/// </summary>
internal sealed class EnvironmentValues(IReadOnlyDictionary<string, string> variables)
{
    public (string Variable, string Text)? Find(ParameterDefinition parameter)
    {
        if (variables.TryGetValue(parameter.Name, out var exact))
        {
            return (parameter.Name, exact);
        }

        var found = variables.Where(x => IsSame(x.Key, parameter.Name) || IsSame(x.Key, "NUKE" + parameter.Name)).ToList();
        if (found.Count > 1)
        {
            ParameterResolution.Warnings.Add(() =>
                Log.Warning("Could not resolve {Variable} since multiple values are provided", parameter.Name)
            );
        }

        return found is [var single] ? (single.Key, single.Value) : null;
    }

    private static bool IsSame(string left, string right) => Trimmed(left).Equals(Trimmed(right), StringComparison.OrdinalIgnoreCase);

    private static string Trimmed(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
