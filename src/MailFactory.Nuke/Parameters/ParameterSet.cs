using System.Reflection;

namespace Nuke.Common.Parameters;

/// <summary>All parameters of a build: its own, its components' and the built-in ones.</summary>
internal sealed class ParameterSet
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Dictionary<string, ParameterDefinition> _byKey = [];
    private readonly List<ParameterDefinition> _all = [];

    public ParameterSet(Type buildType)
    {
        for (var type = buildType; type is not null && type != typeof(NukeBuild) && type != typeof(object); type = type.BaseType)
        {
            Add(type, isBuiltIn: false);
        }

        foreach (var component in buildType?.GetInterfaces() ?? [])
        {
            Add(component, isBuiltIn: false);
        }

        Add(typeof(BuiltInParameters), isBuiltIn: true);
    }

    /// <summary>The parameters, without those that another one of the same name hides.</summary>
    public IReadOnlyList<ParameterDefinition> All => _all;

    /// <summary>The parameter with the name, in any case and with or without dashes between its words; null if there is none.</summary>
    public ParameterDefinition Find(string name) => ParameterNames.Typed(name) is { } key ? _byKey.GetValueOrDefault(key) : null;

    /// <summary>The parameter of an option such as <c>--work-directory</c> or <c>-WorkDirectory</c>; null if there is none.</summary>
    public ParameterDefinition FindOption(string option) => Find(option[(option.StartsWith("--", StringComparison.Ordinal) ? 2 : 1)..]);

    /// <summary>The parameter that the member declares, or null.</summary>
    public ParameterDefinition Find(MemberInfo member) =>
        member.GetCustomAttribute<ParameterAttribute>() is { } attribute ? Find(ParameterDefinition.NameOf(member, attribute)) : null;

    private void Add(Type type, bool isBuiltIn)
    {
        foreach (var member in type.GetMembers(Declared))
        {
            // IsDefined first: most members are no parameters, and making attributes is what costs at start-up.
            if (member is not (FieldInfo or PropertyInfo) || !member.IsDefined(typeof(ParameterAttribute), inherit: true))
            {
                continue;
            }

            var definition = new ParameterDefinition(member, member.GetCustomAttribute<ParameterAttribute>(), isBuiltIn);
            if (_byKey.TryAdd(ParameterNames.Key(definition.Name), definition))
            {
                _all.Add(definition);
            }
        }
    }
}
