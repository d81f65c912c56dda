namespace Nuke.Common.Parameters;

/// <summary>The arguments, told apart: <c>[target ...] [--parameter [value ...] | --parameter=value] ...</c>.</summary>
/// <remarks>
/// Unlike NUKE's own, targets may also follow a switch or a value, a number may be negative, and a repeated array parameter
/// accumulates. Whatever is left over is an error.
/// </remarks>
internal sealed class CommandLine
{
    private readonly ParameterSet _parameters;
    private readonly IReadOnlyList<string> _targetNames;
    private readonly Dictionary<ParameterDefinition, List<string>> _values = [];
    private readonly List<string> _targets = [];
    private readonly List<string> _errors = [];
    private ParameterDefinition _current;

    private CommandLine(ParameterSet parameters, IReadOnlyList<string> targetNames)
    {
        _parameters = parameters;
        _targetNames = targetNames;
    }

    /// <summary>The targets named, outside of <c>--target</c>.</summary>
    public IReadOnlyList<string> Targets => _targets;

    /// <summary>One line for each thing that is wrong.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public static CommandLine Parse(IEnumerable<string> arguments, ParameterSet parameters, IReadOnlyList<string> targetNames)
    {
        var result = new CommandLine(parameters, targetNames);
        foreach (var argument in arguments)
        {
            if (IsOption(argument))
                result.TakeOption(argument);
            else
                result.TakeWord(argument);
        }

        result.CheckComplete();
        return result;
    }

    /// <summary>The parameter that a further word would be a value of, or null.</summary>
    public ParameterDefinition Awaiting =>
        _current is { IsArray: true } || (_current is { IsSwitch: false } single && _values[single].Count == 0) ? _current : null;

    /// <summary>The texts given for the parameter, none for a bare switch; null if it is not on the command line.</summary>
    public IReadOnlyList<string> ValuesOf(ParameterDefinition parameter) => _values.GetValueOrDefault(parameter);

    /// <summary>A dash followed by a digit is a negative number.</summary>
    private static bool IsOption(string argument) => argument.Length > 1 && argument[0] == '-' && !char.IsAsciiDigit(argument[1]);

    private void TakeOption(string argument)
    {
        var (name, value) = argument.Split('=', 2) is [var left, var right] ? (left, right) : (argument, null);
        _current = _parameters.Find(name);
        if (_current is null)
        {
            var options = _parameters.All.Where(x => x.Attribute.List).Select(x => x.Option);
            _errors.Add($"Unknown parameter {name}.{NearestNames.Hint(name, options)} --help lists all parameters.");
            return;
        }

        // The last occurrence of a single value wins; arrays accumulate.
        if (!_current.IsArray || !_values.ContainsKey(_current))
            _values[_current] = [];
        if (value is null)
            return;

        _values[_current].Add(value);
        if (!_current.IsArray)
            _current = null;
    }

    private void TakeWord(string word)
    {
        if (_current is { IsArray: true } array)
        {
            _values[array].Add(word);
        }
        else if (_current is { } single && _values[single].Count == 0 && (!single.IsSwitch || bool.TryParse(word, out _)))
        {
            _values[single].Add(word);
            _current = null;
        }
        else if (_errors.Count == 0 || _current is not null || IsTarget(word))
        {
            // After an unknown option, words are most likely its values: one error is enough.
            _current = null;
            _targets.AddRange(word.Split('+', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private bool IsTarget(string word) => _targetNames.Any(x => ParameterNames.Plain(x) == ParameterNames.Plain(word));

    private void CheckComplete()
    {
        foreach (var (parameter, values) in _values)
        {
            if (values.Count == 0 && !parameter.IsSwitch && !parameter.IsArray && parameter.Name != nameof(BuiltInParameters.Root))
                _errors.Add($"{parameter.Option} needs a value: {ValueSets.Describe(parameter.ElementType)}.");
        }
    }
}
