namespace Nuke.Common.Execution;

/// <summary>An attribute on the build's class that takes part in its run, by the interfaces whose names begin with IOn.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class BuildExtensionAttributeBase : Attribute, IBuildExtension
{
    /// <summary>The build.</summary>
    public INukeBuild Build { get; internal set; }

    /// <inheritdoc/>
    public virtual float Priority { get; set; }
}
