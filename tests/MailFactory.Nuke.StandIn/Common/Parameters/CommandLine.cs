namespace Nuke.Common.Parameters;

/// <summary>
/// The arguments as the genuine engine reads them: targets up to the first dash, and then everything up to the next dash is a value
/// of the parameter before it, whatever its type. Nothing is ever wrong; what no parameter asks for is passed over.
/// </summary>
internal sealed class CommandLine
{
    private readonly IReadOnlyList<string> _arguments;

    private CommandLine(IReadOnlyList<string> arguments)
    {
        _arguments = arguments;
        Targets = [.. arguments.TakeWhile(x => !IsName(x)).SelectMany(x => x.Split('+'))];
    }

    public IReadOnlyList<string> Targets { get; }

    public IReadOnlyList<string> Errors => [];

    public ParameterDefinition Awaiting => null;

    public static CommandLine Parse(IEnumerable<string> arguments, ParameterSet parameters, IReadOnlyList<string> targetNames) =>
        new([.. arguments]);

    /// <summary>The last occurrence counts; names are compared without any of their dashes.</summary>
    public IReadOnlyList<string> ValuesOf(ParameterDefinition parameter)
    {
        var index = parameter is null
            ? -1
            : _arguments
                .ToList()
                .FindLastIndex(x => IsName(x) && WithoutDashes(x).Equals(parameter.Name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : [.. _arguments.Skip(index + 1).TakeWhile(x => !IsName(x))];
    }

    private static string WithoutDashes(string name) => name.Replace("-", string.Empty, StringComparison.Ordinal);

    private static bool IsName(string argument) => argument.StartsWith('-');
}
