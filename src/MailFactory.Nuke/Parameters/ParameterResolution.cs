namespace Nuke.Common.Parameters;

/// <summary>Looks for each parameter in turn on the command line, in the environment, in profiles and in parameters.json.</summary>
internal sealed class ParameterResolution(
    ParameterSet parameters,
    CommandLine commandLine,
    EnvironmentValues environment,
    string workingDirectory
)
{
    private readonly List<string> _errors = [];

    /// <summary>The value of one parameter from the command line or the environment, or null.</summary>
    public object Early(string name)
    {
        var parameter = parameters.Find(name);
        var value = Found(parameter, [], workingDirectory);
        ThrowIfAny();
        return value;
    }

    /// <summary>All values; the files in order of precedence.</summary>
    /// <exception cref="UsageException">Names or values that do not fit, all at once.</exception>
    public ParameterValues All(IReadOnlyList<ParameterFile> files, string rootDirectory)
    {
        foreach (var file in files)
        {
            CheckNames(file);
        }

        var values = new ParameterValues(parameters);
        foreach (var parameter in parameters.All)
        {
            if (Found(parameter, files, rootDirectory) is { } value)
            {
                values.Set(parameter, value);
            }
        }

        ThrowIfAny();
        return values;
    }

    private object Found(ParameterDefinition parameter, IReadOnlyList<ParameterFile> files, string rootDirectory)
    {
        if (commandLine.ValuesOf(parameter) is { } arguments)
        {
            return Convert(parameter, arguments, workingDirectory, parameter.Option);
        }

        if (environment.Find(parameter) is var (variable, text))
        {
            return Convert(parameter, [text], workingDirectory, $"Environment variable {variable}");
        }

        foreach (var file in files)
        {
            if (file.Find(parameter) is { } texts)
            {
                return Convert(parameter, texts, rootDirectory, $"{file.Path}: {parameter.Name}");
            }
        }

        return null;
    }

    private object Convert(ParameterDefinition parameter, IReadOnlyList<string> texts, string baseDirectory, string origin)
    {
        try
        {
            return ValueConversion.Convert(parameter, texts, baseDirectory);
        }
        catch (FormatException exception)
        {
            _errors.Add($"{origin}: {exception.Message}");
            return null;
        }
    }

    private void CheckNames(ParameterFile file)
    {
        foreach (var name in file.Names.Where(name => parameters.All.All(x => x.Name != name)))
        {
            _errors.Add($"{file.Path}: unknown parameter {name}.{NearestNames.Hint(name, parameters.All.Select(x => x.Name))}");
        }
    }

    private void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new UsageException([.. _errors]);
        }
    }
}
