using System.Reflection;
using Nuke.Common.Execution;

namespace Nuke.Common.Planning;

/// <summary>Makes all targets of a build, with their relations resolved.</summary>
internal static class TargetFactory
{
    public static IReadOnlyList<ExecutableTarget> Create(NukeBuild build, IReadOnlyCollection<string> defaultTargets)
    {
        var definitions = TargetProperties.Of(build.GetType()).Select(x => Define(build, x, defaultTargets)).ToList();
        foreach (var definition in definitions)
        {
            Relate(definition, definitions);
        }

        return [.. definitions.Select(x => x.Executable)];
    }

    private static TargetDefinition Define(NukeBuild build, PropertyInfo property, IReadOnlyCollection<string> defaultTargets)
    {
        var factory = (Target)property.GetValue(build);
        var target = new ExecutableTarget
        {
            Name = property.Name,
            Member = property,
            Factory = factory,
            IsDefault = defaultTargets.Contains(property.Name),
        };
        var definition = new TargetDefinition(build, target, Overridden(build.GetType(), property));
        factory(definition);
        return definition;
    }

    /// <summary>The properties that this one overrides, the nearest on top.</summary>
    private static Stack<PropertyInfo> Overridden(Type buildType, PropertyInfo property)
    {
        var result = new List<PropertyInfo>();
        for (var type = property.DeclaringType?.BaseType; type is not null && type != typeof(NukeBuild); type = type.BaseType)
        {
            result.AddRange(TargetProperties.DeclaredBy(type).Where(x => x.Name == property.Name));
        }

        if (property.DeclaringType is { IsInterface: false })
        {
            result.AddRange(
                buildType
                    .GetInterfaces()
                    .SelectMany(TargetProperties.DeclaredBy)
                    .Where(x => x.Name == property.Name && !x.GetMethod.IsAbstract)
            );
        }

        return new Stack<PropertyInfo>(Enumerable.Reverse(result));
    }

    private static void Relate(TargetDefinition definition, List<TargetDefinition> all)
    {
        var target = definition.Executable;
        IEnumerable<ExecutableTarget> Find(IEnumerable<Delegate> factories) =>
            factories.Select(x =>
                all.FirstOrDefault(y => Equals(y.Executable.Factory, x))?.Executable
                ?? throw new InvalidOperationException($"Target {target.Name} names a target that is no property of the build.")
            );

        target.ExecutionDependencies.AddRange(Find(definition.DependsOnTargets));
        target.OrderDependencies.AddRange(Find(definition.AfterTargets));
        foreach (var other in Find(definition.DependentForTargets))
        {
            other.ExecutionDependencies.Add(target);
        }

        foreach (var other in Find(definition.BeforeTargets))
        {
            other.OrderDependencies.Add(target);
        }

        foreach (var other in Find(definition.TriggersTargets))
        {
            Trigger(target, other);
        }

        foreach (var other in Find(definition.TriggeredByTargets))
        {
            Trigger(other, target);
        }

        foreach (var (other, artifacts) in definition.ConsumesArtifacts)
        {
            target.ArtifactDependencies.AddRange(Find([other]).Single(), artifacts);
        }
    }

    private static void Trigger(ExecutableTarget cause, ExecutableTarget effect)
    {
        cause.Triggers.Add(effect);
        effect.TriggerDependencies.Add(cause);
    }
}
