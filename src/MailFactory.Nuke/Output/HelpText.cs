using Nuke.Common.Execution;
using Nuke.Common.Parameters;

namespace Nuke.Common.Output;

/// <summary>The text of <c>--help</c>: all listed targets and parameters.</summary>
internal sealed class HelpText(BuildConsole console, IReadOnlyList<ExecutableTarget> targets, ParameterSet parameters)
{
    public void Write()
    {
        WriteTargets();
        console.WriteLine();
        console.WriteLine("Parameters:", Style.Strong);
        foreach (var group in parameters.All.Where(x => x.Attribute.List).GroupBy(x => x.IsBuiltIn).OrderBy(x => x.Key))
        {
            console.WriteLine();
            WriteParameters(group);
        }
    }

    public void WriteParameters(IEnumerable<ParameterDefinition> chosen)
    {
        var width = Math.Max(16, parameters.All.Where(x => x.Attribute.List).Max(x => x.Option.Length));
        foreach (var parameter in chosen.OrderBy(x => x.Name, StringComparer.OrdinalIgnoreCase))
        {
            var lines = TextLayout.Wrap(Describe(parameter, targets), Math.Max(console.Width - width - 6, 30));
            for (var i = 0; i < lines.Count; i++)
            {
                console.WriteLine($"  {(i == 0 ? parameter.Option : string.Empty).PadRight(width)}    {lines[i]}".TrimEnd());
            }
        }
    }

    private void WriteTargets()
    {
        var listed = targets.Where(x => x.Listed).ToList();
        var width = Math.Max(20, listed.Select(x => Named(x).Length).DefaultIfEmpty().Max());
        console.WriteLine("Targets (with their direct dependencies):", Style.Strong);
        console.WriteLine();
        foreach (var target in listed)
        {
            var dependencies =
                target.ExecutionDependencies.Count == 0 ? string.Empty : $" -> {string.Join(", ", target.ExecutionDependencies)}";
            console.WriteLine($"  {Named(target).PadRight(width)}{dependencies}".TrimEnd());
            if (target.Description is not null)
            {
                console.WriteLine($"    {target.Description}", Style.Dim);
            }
        }
    }

    /// <summary>What the parameter is for, as a sentence, with the values that its type allows.</summary>
    public static string Describe(ParameterDefinition parameter, IReadOnlyList<ExecutableTarget> targets)
    {
        var text = parameter.Attribute.Description ?? "<no description>";
        var defaults = string.Join(", ", targets.Where(x => x.IsDefault).Select(x => x.Name).DefaultIfEmpty("none"));
        text = text.Replace("{default_target}", defaults, StringComparison.Ordinal).TrimEnd('.');
        return ValueSets.Of(parameter.Type) is { } values && !parameter.IsBuiltIn
            ? $"{text}. One of: {string.Join(", ", values.Select(x => x.Text))}."
            : $"{text}.";
    }

    private static string Named(ExecutableTarget target) => target.IsDefault ? $"{target.Name} (default)" : target.Name;
}
