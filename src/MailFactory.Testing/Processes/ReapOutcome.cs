namespace MailFactory.Testing.Processes;

/// <summary>What became of a lease that an earlier run left.</summary>
internal enum ReapOutcome
{
    /// <summary>The run that took it is still alive: left alone.</summary>
    StillOwned,

    /// <summary>Its process was still running without its run and has been ended.</summary>
    Ended,

    /// <summary>Its process was gone already: only the file was removed.</summary>
    AlreadyGone,

    /// <summary>It names a process that we did not start: the process was spared and the file removed.</summary>
    NotOurs,

    /// <summary>The file was no lease: removed.</summary>
    Unreadable,
}
