using System.Reflection;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Parameters;

/// <summary>A member with <see cref="ParameterAttribute"/> and what follows from its declaration.</summary>
internal sealed class ParameterDefinition
{
    public ParameterDefinition(MemberInfo member, ParameterAttribute attribute, bool isBuiltIn)
    {
        Member = member;
        Attribute = attribute;
        IsBuiltIn = isBuiltIn;
        Name = NameOf(member, attribute);
        Option = "--" + ParameterNames.Dashed(Name);
        Type = member.ValueType();
        ElementType = Type.IsArray ? Type.GetElementType() : Nullable.GetUnderlyingType(Type) ?? Type;
        IsSecret = member.IsDefined(typeof(SecretAttribute), inherit: true);
        IsRequired = member.IsDefined(typeof(RequiredAttribute), inherit: true);
    }

    public MemberInfo Member { get; }

    public ParameterAttribute Attribute { get; }

    public bool IsBuiltIn { get; }

    /// <summary>The name in Pascal case, with the component's prefix: also the key in parameter files.</summary>
    public string Name { get; }

    /// <summary>The name as typed on the command line, with its dashes.</summary>
    public string Option { get; }

    public Type Type { get; }

    /// <summary>The type of one value: an array's element, a nullable's value.</summary>
    public Type ElementType { get; }

    public bool IsSecret { get; }

    public bool IsRequired { get; }

    public bool IsArray => Type.IsArray;

    public bool IsSwitch => ElementType == typeof(bool) && !IsArray;

    public static string NameOf(MemberInfo member, ParameterAttribute attribute) =>
        member.DeclaringType?.GetCustomAttribute<ParameterPrefixAttribute>()?.Prefix + (attribute.Name ?? member.Name);
}
