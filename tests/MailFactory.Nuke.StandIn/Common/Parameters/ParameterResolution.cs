using Serilog;

namespace Nuke.Common.Parameters;

/// <summary>
/// Finds values as the genuine engine does: one that does not convert is a warning with a stack trace, and the default stays.
/// </summary>
internal sealed class ParameterResolution(
    ParameterSet parameters,
    CommandLine commandLine,
    EnvironmentValues environment,
    string workingDirectory
)
{
    // These are static members there, read before anything else, and nobody catches what they throw.
    private static readonly string[] _statics =
    [
        nameof(BuiltInParameters.Host),
        nameof(BuiltInParameters.Root),
        nameof(BuiltInParameters.Verbosity),
    ];

    /// <summary>What the log will say as soon as there is one.</summary>
    public static List<Action> Warnings { get; } = [];

    public object Early(string name) => Found(parameters.Find(name), [], workingDirectory);

    public ParameterValues All(IReadOnlyList<ParameterFile> files, string rootDirectory)
    {
        var values = new ParameterValues(parameters);
        foreach (var parameter in parameters.All)
        {
            if (Found(parameter, files, rootDirectory) is { } value)
            {
                values.Set(parameter, value);
            }
        }

        return values;
    }

    private object Found(ParameterDefinition parameter, IReadOnlyList<ParameterFile> files, string rootDirectory)
    {
        if (commandLine.ValuesOf(parameter) is { } arguments)
        {
            return Convert(parameter, arguments, workingDirectory);
        }

        if (environment.Find(parameter) is var (_, text))
        {
            return Convert(parameter, [text], workingDirectory);
        }

        return files.Select(file => file.Find(parameter)).FirstOrDefault(texts => texts is not null) is { } found
            ? Convert(parameter, found, rootDirectory)
            : null;
    }

    private static object Convert(ParameterDefinition parameter, IReadOnlyList<string> texts, string baseDirectory)
    {
        try
        {
            return parameter.IsArray || texts.Count < 2
                ? ValueConversion.Convert(parameter, texts, baseDirectory)
                : throw new FormatException($"Cannot convert '{string.Join(", ", texts)}' to {parameter.Type.Name}");
        }
        catch (FormatException exception) when (!_statics.Contains(parameter.Name))
        {
            Warnings.Add(() => Log.Warning("Could not inject value for Build.{Member}\n{Trace}", parameter.Name, exception));
            return null;
        }
    }
}
