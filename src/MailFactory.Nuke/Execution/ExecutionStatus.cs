namespace Nuke.Common.Execution;

/// <summary>How far a target has come.</summary>
public enum ExecutionStatus
{
    /// <summary>Not in the plan.</summary>
    None,

    /// <summary>In the plan, not yet its turn.</summary>
    Scheduled,

    /// <summary>In the plan, but the build ended before its turn.</summary>
    NotRun,

    /// <summary>Left out, by a condition or by wish.</summary>
    Skipped,

    /// <summary>All its bodies returned.</summary>
    Succeeded,

    /// <summary>One of its bodies threw.</summary>
    Failed,

    /// <summary>Its bodies are running.</summary>
    Running,

    /// <summary>A signal ended the build while it ran.</summary>
    Aborted,

    /// <summary>It has no bodies and only collects dependencies.</summary>
    Collective,
}
