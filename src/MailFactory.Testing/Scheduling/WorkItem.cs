namespace MailFactory.Testing.Scheduling;

/// <summary>One piece of work to schedule.</summary>
internal sealed record WorkItem
{
    /// <summary>Its name.</summary>
    public required ItemId Id { get; init; }

    /// <summary>What it takes of the host while it runs.</summary>
    public Resources Needs { get; init; }

    /// <summary>The part of its disk space that stays taken when it is over, in GiB.</summary>
    public int KeptDiskGiB { get; init; }

    /// <summary>The items that must be over before it starts.</summary>
    public IReadOnlyList<ItemId> DependsOn { get; init; } = [];

    /// <summary>How long it is expected to take; a wrong figure costs time, never correctness.</summary>
    public TimeSpan Expected { get; init; }

    /// <summary>Whether it runs a machine.</summary>
    public bool RunsMachine => Needs.Machines > 0;
}
