namespace MailFactory.Testing.Dashboard;

/// <summary>How a stage of a distro stands, as displays tell it apart.</summary>
internal enum ItemStanding
{
    /// <summary>It is not part of the run.</summary>
    Absent,

    /// <summary>It has not begun.</summary>
    Waiting,

    /// <summary>It is running.</summary>
    Running,

    /// <summary>It passed.</summary>
    Passed,

    /// <summary>It passed, with a warning.</summary>
    Warned,

    /// <summary>It failed, whosever fault that is.</summary>
    Failed,

    /// <summary>A stage before it failed.</summary>
    NotReached,

    /// <summary>What it makes was there already.</summary>
    Reused,
}
