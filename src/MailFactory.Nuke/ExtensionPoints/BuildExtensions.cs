using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>The extensions on a build's class, those with the highest priority first.</summary>
internal sealed class BuildExtensions
{
    private readonly IReadOnlyList<IBuildExtension> _all;

    public BuildExtensions(NukeBuild build)
    {
        // Most builds have none, and making attributes is what costs at start-up.
        var attributes = build.GetType().IsDefined(typeof(BuildExtensionAttributeBase), inherit: true)
            ? build.GetType().GetCustomAttributes<BuildExtensionAttributeBase>().ToList()
            : [];
        attributes.ForEach(x => x.Build = build);
        _all = [.. attributes.OrderByDescending(x => x.Priority)];
    }

    /// <summary>Tells all extensions of one kind.</summary>
    public void Tell<T>(Action<T> tell)
        where T : IBuildExtension
    {
        foreach (var extension in _all.OfType<T>())
        {
            tell(extension);
        }
    }
}
