using System.Reflection;
using Nuke.Common.CI;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Parameters;

/// <summary>What values a type allows.</summary>
internal static class ValueSets
{
    /// <summary>The values of an enum or <see cref="Enumeration"/>; null for any other type.</summary>
    public static IEnumerable<(string Text, object Object)> Of(Type type)
    {
        type = type.IsArray ? type.GetElementType() : Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(x => (x, Enum.Parse(type, x)));
        }

        return type.IsSubclassOf(typeof(Enumeration))
            ? type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(x => x.FieldType == type)
                .Select(x => (x.Name, x.GetValue(null)))
            : null;
    }

    /// <summary>The values to offer for the parameter; none where any value goes.</summary>
    public static IEnumerable<string> Offered(ParameterDefinition parameter, object build) =>
        Provided(parameter.Attribute, build) ?? Of(parameter.Type)?.Select(x => x.Text) ?? [];

    /// <summary>The values that the attribute's provider names, or null.</summary>
    public static IEnumerable<string> Provided(ParameterAttribute attribute, object build) =>
        attribute.ValueProviderMember is { } name
            ? (attribute.ValueProviderType ?? build.GetType()).GetMember(name, MemberAccess.Everything).FirstOrDefault()?.Read(build)
                as IEnumerable<string>
            : null;

    /// <summary>What is allowed, to end a sentence such as "expected ...".</summary>
    public static string Describe(Type type)
    {
        if (Of(type) is { } values)
        {
            return string.Join(", ", values.Select(x => x.Text));
        }

        if (type == typeof(bool))
        {
            return "true or false";
        }

        if (type == typeof(int) || type == typeof(long))
        {
            return "a whole number";
        }

        if (type == typeof(double) || type == typeof(float) || type == typeof(decimal))
        {
            return "a number";
        }

        if (type == typeof(Partition))
        {
            return "a part and a total, such as 2/3";
        }

        return type == typeof(AbsolutePath) ? "a path" : "text";
    }
}
