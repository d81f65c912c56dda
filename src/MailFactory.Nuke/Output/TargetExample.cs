using Nuke.Common.Execution;
using Nuke.Common.Parameters;
using Nuke.Common.Planning;

namespace Nuke.Common.Output;

/// <summary>An example of how to invoke a target: the one that its description gives, or one made of what it requires.</summary>
internal static class TargetExample
{
    private const string Mark = "Example:";

    /// <summary>
    /// Splits a description such as <c>Compiles everything\nExample: ./build.sh Compile</c>. NUKE has no place for examples; it
    /// shows the second line below the first.
    /// </summary>
    public static (string Description, string Example) Split(string text)
    {
        var lines = text?.Split('\n', StringSplitOptions.TrimEntries) ?? [];
        var example = lines.Skip(1).FirstOrDefault(x => x.StartsWith(Mark, StringComparison.Ordinal))?[Mark.Length..].Trim();
        return example is null
            ? (text, null)
            : (string.Join(' ', lines.Where(x => !x.StartsWith(Mark, StringComparison.Ordinal))), example);
    }

    public static string Of(ExecutableTarget target, IEnumerable<ParameterDefinition> required, NukeBuild build)
    {
        var script = OperatingSystem.IsWindows() ? @".\build.cmd" : "./build.sh";
        return TargetNotes.Of(target).Example
            ?? string.Join(' ', [script, target.Name, .. required.Select(x => $"{x.Option} {Value(x, build)}")]);
    }

    private static string Value(ParameterDefinition parameter, NukeBuild build) =>
        ValueSets.Offered(parameter, build).FirstOrDefault() ?? ParameterNames.Dashed(parameter.Name).ToUpperInvariant();
}
