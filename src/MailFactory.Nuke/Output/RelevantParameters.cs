using Nuke.Common.Execution;
using Nuke.Common.Parameters;

namespace Nuke.Common.Output;

/// <summary>
/// Tells which parameters matter to a target: those of the types that declare the targets of its plan, and of those types'
/// own components. A build that keeps its parameters in the class whose targets read them gets exactly those.
/// </summary>
internal static class RelevantParameters
{
    public static IEnumerable<ParameterDefinition> Of(IEnumerable<ExecutableTarget> plan, ParameterSet parameters)
    {
        var declaring = plan.Select(x => x.Member.DeclaringType).Distinct().SelectMany(Visible).ToHashSet();
        return parameters.All.Where(x => x.Attribute.List && !x.IsBuiltIn && declaring.Contains(x.Member.DeclaringType));
    }

    /// <summary>A component sees what it derives from; a class sees its base classes, but its components' members only by a cast.</summary>
    private static IEnumerable<Type> Visible(Type type)
    {
        if (type.IsInterface)
        {
            return [type, .. type.GetInterfaces()];
        }

        var classes = new List<Type>();
        for (var current = type; current is not null; current = current.BaseType)
        {
            classes.Add(current);
        }

        return classes;
    }
}
