using System.Reflection;

namespace Nuke.Common.Planning;

/// <summary>Finds the properties that declare targets: the build's own in declaration order, then its components'.</summary>
internal static class TargetProperties
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<PropertyInfo> Of(Type buildType)
    {
        var found = new Dictionary<string, PropertyInfo>();
        for (var type = buildType; type is not null && type != typeof(NukeBuild); type = type.BaseType)
        {
            foreach (var property in DeclaredBy(type))
            {
                found.TryAdd(property.Name, property);
            }
        }

        foreach (var property in buildType.GetInterfaces().SelectMany(DeclaredBy))
        {
            found.TryAdd(property.Name, property);
        }

        return [.. found.Values];
    }

    /// <summary>
    /// The targets that the type itself declares; explicit implementations have a dotted name and belong to their interface.
    /// </summary>
    public static IEnumerable<PropertyInfo> DeclaredBy(Type type) =>
        type.GetProperties(Declared).Where(x => x.PropertyType == typeof(Target) && !x.Name.Contains('.'));

    /// <summary>The only target of a component.</summary>
    /// <exception cref="InvalidOperationException">The component has no target or several.</exception>
    public static PropertyInfo Single(Type component) =>
        DeclaredBy(component).ToList() is [var only]
            ? only
            : throw new InvalidOperationException($"{component.Name} must declare exactly one target to be named without a lambda.");

    /// <summary>Reads the property as this type declares it, whatever overrides it.</summary>
    public static Target ReadNonVirtually(PropertyInfo property, object build)
    {
        var getter = property.GetMethod.MethodHandle.GetFunctionPointer();
        return ((Func<Target>)Activator.CreateInstance(typeof(Func<Target>), build, getter))();
    }
}
