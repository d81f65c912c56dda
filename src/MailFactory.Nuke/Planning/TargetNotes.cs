using System.Runtime.CompilerServices;
using Nuke.Common.Execution;

namespace Nuke.Common.Planning;

/// <summary>What is known about a target beside what NUKE's own class holds.</summary>
internal sealed class TargetNotes
{
    private static readonly ConditionalWeakTable<ExecutableTarget, TargetNotes> All = [];

    /// <summary>How to invoke it, for the help text; null for an example made of what it requires.</summary>
    public string Example { get; set; }

    /// <summary>What it failed of: the exception's type and message, or null.</summary>
    public string Cause { get; set; }

    public static TargetNotes Of(ExecutableTarget target) => All.GetOrCreateValue(target);
}
