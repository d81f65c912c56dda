using System.Reflection;

namespace Nuke.Common.ValueInjection;

/// <summary>Gives the members of a build the values that their attributes find; a member without one keeps its initial value.</summary>
internal static class ValueInjector
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static void Inject(NukeBuild build)
    {
        var injections = new List<(MemberInfo Member, ValueInjectionAttributeBase Attribute)>();
        for (var type = build.GetType(); type is not null && type != typeof(NukeBuild); type = type.BaseType)
        {
            foreach (var member in type.GetMembers(Declared))
            {
                if (member is FieldInfo or PropertyInfo && member.IsDefined(typeof(ValueInjectionAttributeBase), inherit: true))
                {
                    injections.Add((member, member.GetCustomAttribute<ValueInjectionAttributeBase>()));
                }
            }
        }

        foreach (var (member, attribute) in injections.OrderByDescending(x => x.Attribute.Priority))
        {
            if (attribute.TryGetValue(member, build) is { } value)
            {
                member.Write(build, value);
            }
        }
    }
}
