using System.Reflection;

namespace Nuke.Common.Parameters;

/// <summary>The values found for the parameters; a parameter without one keeps what its member was initialised with.</summary>
internal sealed class ParameterValues(ParameterSet parameters)
{
    private readonly Dictionary<ParameterDefinition, object> _values = [];

    public ParameterSet Parameters { get; } = parameters;

    /// <summary>The text of every secret, to be masked.</summary>
    public IEnumerable<string> Secrets =>
        _values
            .Where(x => x.Key.IsSecret)
            .SelectMany(x => x.Value is Array array ? array.Cast<object>() : [x.Value])
            .Select(x => x?.ToString())
            .Where(x => !string.IsNullOrEmpty(x));

    public void Set(ParameterDefinition parameter, object value) => _values[parameter] = value;

    public object ValueOf(ParameterDefinition parameter) => parameter is null ? null : _values.GetValueOrDefault(parameter);

    /// <summary>The value for the member that declares a parameter, or null.</summary>
    public object ValueOf(MemberInfo member) => ValueOf(Parameters.Find(member));
}
