namespace MailFactory.Testing.Runs.State;

/// <summary>Where a stage of a distro is.</summary>
internal enum ItemStatus
{
    /// <summary>Not begun.</summary>
    Waiting,

    /// <summary>Begun and not over.</summary>
    Running,

    /// <summary>Over; see <see cref="ItemState.Verdict"/>.</summary>
    Over,
}
