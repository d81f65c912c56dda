namespace Nuke.Common.Execution;

/// <summary>Something that takes part in a run without being part of the build: an attribute on the build's class.</summary>
public interface IBuildExtension
{
    /// <summary>Extensions with a higher priority have their turn first.</summary>
    float Priority { get; }
}
