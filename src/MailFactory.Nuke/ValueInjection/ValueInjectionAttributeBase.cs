using System.Reflection;

namespace Nuke.Common.ValueInjection;

/// <summary>An attribute that gives its member a value before the build starts.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class ValueInjectionAttributeBase : Attribute
{
    /// <summary>The build that the member belongs to.</summary>
    public INukeBuild Build { get; internal set; }

    /// <summary>Members with a higher priority get their values first; default 0.</summary>
    public virtual int Priority => 0;

    /// <summary>Whether a missing value is worth no warning.</summary>
    public virtual bool SuppressWarnings => false;

    /// <summary>The value for the member, or null where there is none.</summary>
    public object TryGetValue(MemberInfo member, object instance)
    {
        Build ??= instance as INukeBuild;
        return GetValue(member, instance);
    }

    /// <summary>The value for the member, or null where there is none.</summary>
    public abstract object GetValue(MemberInfo member, object instance);

    /// <summary>Reads another member of the same build, which must exist.</summary>
    protected T GetMemberValue<T>(string memberName, object instance) =>
        Find(memberName, instance) is { } member
            ? (T)member.Read(instance)
            : throw new MissingMemberException(instance.GetType().Name, memberName);

    /// <summary>Reads another member of the same build; the type's default if there is none.</summary>
    protected T GetMemberValueOrNull<T>(string memberName, object instance) =>
        memberName is not null && Find(memberName, instance) is { } member ? (T)member.Read(instance) : default;

    private static MemberInfo Find(string name, object instance) =>
        instance.GetType().GetMember(name, MemberAccess.Everything).FirstOrDefault(x => x is FieldInfo or PropertyInfo or MethodInfo);
}
