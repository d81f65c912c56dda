namespace MailFactory.Testing.Runs;

/// <summary>Another run works in the work directory.</summary>
/// <param name="root">The work directory.</param>
/// <param name="holder">The other run, when it is known.</param>
internal sealed class WorkDirectoryBusyException(string root, WorkDirectoryHolder? holder)
    : Exception(
        $"{holder ?? WorkDirectoryHolder.Unknown} is using {root}; wait for it, end it with Stop, or choose another --work-directory"
    )
{
    /// <summary>The other run, when it is known.</summary>
    public WorkDirectoryHolder? Holder { get; } = holder;
}
