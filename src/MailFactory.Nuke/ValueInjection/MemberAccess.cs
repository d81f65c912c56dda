using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.ValueInjection;

/// <summary>Reading and writing fields and properties by reflection, private and read-only ones too.</summary>
internal static class MemberAccess
{
    public const BindingFlags Everything =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;

    public static Type ValueType(this MemberInfo member) =>
        member switch
        {
            FieldInfo field => field.FieldType,
            PropertyInfo property => property.PropertyType,
            _ => throw new ArgumentException($"{member.Name} is neither a field nor a property.", nameof(member)),
        };

    public static object Read(this MemberInfo member, object instance) =>
        member switch
        {
            FieldInfo field => field.GetValue(instance),
            PropertyInfo property => property.GetValue(instance),
            MethodInfo method => method.Invoke(instance, null),
            _ => throw new ArgumentException($"{member.Name} has no value.", nameof(member)),
        };

    /// <summary>Sets a field or property; one without a setter through its backing field. False if there is no way.</summary>
    public static bool Write(this MemberInfo member, object instance, object value)
    {
        var field = member as FieldInfo;
        if (member is PropertyInfo property)
        {
            if (property.CanWrite)
            {
                property.SetValue(instance, value);
                return true;
            }

            field = property.DeclaringType?.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic);
        }

        field?.SetValue(instance, value);
        return field is not null;
    }

    /// <summary>The member that a lambda such as <c>() => X</c> or <c>x => x.Y</c> names, or null for any other lambda.</summary>
    public static MemberInfo Named(this LambdaExpression lambda)
    {
        var body = lambda.Body is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.Quote } unary
            ? unary.Operand
            : lambda.Body;
        return (body as MemberExpression)?.Member;
    }
}
