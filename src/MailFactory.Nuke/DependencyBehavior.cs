namespace Nuke.Common;

/// <summary>What happens to the dependencies of a target that is skipped.</summary>
public enum DependencyBehavior
{
    /// <summary>Dependencies that nobody else needs are skipped too (the default).</summary>
    Skip,

    /// <summary>Dependencies run all the same.</summary>
    Execute,
}
