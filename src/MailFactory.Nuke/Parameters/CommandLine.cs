namespace Nuke.Common.Parameters;

/// <summary>The arguments, told apart: <c>[target ...] [--parameter [value ...] | --parameter=value] ...</c>.</summary>
/// <remarks>
/// Unlike NUKE's own, targets may also follow a switch or a value, a number may be negative, and a repeated array parameter
/// accumulates. Whatever is left over, empty or without its value is an error.
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
            {
                result.TakeOption(argument);
            }
            else
            {
                result.TakeWord(argument);
            }
        }

        result.CheckComplete();
        return result;
    }

    /// <summary>The parameter that a further word would be a value of, or null.</summary>
    public ParameterDefinition Awaiting =>
        _current is { IsArray: true } || (_current is { IsSwitch: false } single && _values[single].Count == 0) ? _current : null;

    /// <summary>The parameters given, in the order in which they came first.</summary>
    public IEnumerable<ParameterDefinition> Given => _values.Keys;

    /// <summary>The texts given for the parameter, none for a bare switch; null if it is not on the command line.</summary>
    public IReadOnlyList<string> ValuesOf(ParameterDefinition parameter) => _values.GetValueOrDefault(parameter);

    /// <summary>A dash followed by a digit is a negative number.</summary>
    private static bool IsOption(string argument) => argument.Length > 1 && argument[0] == '-' && !char.IsAsciiDigit(argument[1]);

    private void TakeOption(string argument)
    {
        var (name, value) = argument.Split('=', 2) is [var left, var right] ? (left, right) : (argument, null);
        _current = _parameters.FindOption(name);
        if (_current is null)
        {
            var options = _parameters.All.Where(x => x.Attribute.List).Select(x => x.Option);
            _errors.Add($"Unknown parameter {name}.{NearestNames.Hint(name, options)} --help lists all parameters.");
            return;
        }

        // The last occurrence of a single value wins; arrays accumulate.
        if (!_current.IsArray || !_values.ContainsKey(_current))
        {
            _values[_current] = [];
        }

        if (value is not null)
        {
            TakeValue(value);
        }
    }

    private void TakeValue(string value)
    {
        if (value.Length == 0)
        {
            _errors.Add($"{_current.Option}: the value is empty.");
        }
        else if (_current.IsArray && value[0] == '-')
        {
            _errors.Add($"{_current.Option}: '{value}' begins with a dash, which no value of a list may.");
        }

        _values[_current].Add(value);
        if (!_current.IsArray)
        {
            _current = null;
        }
    }

    private void TakeWord(string word)
    {
        if (
            _current is { IsArray: true }
            || (_current is { } single && _values[single].Count == 0 && (!single.IsSwitch || bool.TryParse(word, out _)))
        )
        {
            if (_current is { IsArray: true, IsBuiltIn: false } && IsTarget(word))
            {
                _errors.Add(
                    $"'{word}' after {_current.Option} could be a value or a target: put targets first, or write {_current.Option}={word}."
                );
            }

            TakeValue(word);
        }
        else if (_errors.Count == 0 || _current is not null || IsTarget(word))
        {
            // After an unknown option, words are most likely its values: one error is enough.
            _current = null;
            TakeTargets(word);
        }
    }

    private void TakeTargets(string word)
    {
        var names = word.Split('+');
        _targets.AddRange(names);
        _errors.AddRange(names.Where(name => !IsTarget(name)).Select(name => TargetNames.Unknown(name, _targetNames)));
    }

    private bool IsTarget(string word) => _targetNames.Any(x => TargetNames.IsTyped(word, x));

    /// <summary>Whether the bare name means something: the current directory, or all that was not named.</summary>
    private static bool IsComplete(ParameterDefinition parameter) =>
        parameter.IsBuiltIn && parameter.Name is nameof(BuiltInParameters.Root) or nameof(BuiltInParameters.Skip);

    private void CheckComplete()
    {
        foreach (var (parameter, values) in _values)
        {
            if (values.Count == 0 && !parameter.IsSwitch && !IsComplete(parameter))
            {
                _errors.Add(
                    $"{parameter.Option} needs {(parameter.IsArray ? "at least one value" : "a value")}: "
                        + $"{ValueSets.Describe(parameter.ElementType)}."
                );
            }
        }
    }
}
