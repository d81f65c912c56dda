namespace MailFactory.Testing.Scheduling;

/// <summary>What the items of a run may take of the host together.</summary>
internal sealed record HostBudget
{
    /// <summary>Memory for machines in MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>CPUs of the host.</summary>
    public required int Cpus { get; init; }

    /// <summary>How many virtual CPUs may run for each CPU of the host.</summary>
    public double CpuOvercommit { get; init; } = 1;

    /// <summary>Free disk space in GiB.</summary>
    public required int DiskGiB { get; init; }

    /// <summary>Downloads at once; more than two or three of one mirror share the same line.</summary>
    public int Downloads { get; init; } = 3;

    /// <summary>Machines at once, unless memory or CPUs allow fewer.</summary>
    public int Machines { get; init; } = int.MaxValue;

    /// <summary>The least time between the starts of two machines, as booting is when a machine loads the host most.</summary>
    public TimeSpan Stagger { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The budget in the terms of what items need.</summary>
    public Resources Capacity =>
        new()
        {
            MemoryMiB = MemoryMiB,
            // A hair on top, as 1.5 × 4 must not come out as 5.
            Cpus = (int)((Cpus * CpuOvercommit) + 1e-9),
            DiskGiB = DiskGiB,
            Downloads = Downloads,
            Machines = Machines,
        };

    /// <summary>The budget in words.</summary>
    public override string ToString() =>
        $"{MemoryMiB} MiB, {Cpus} CPUs × {CpuOvercommit}, {DiskGiB} GiB of disk, {Downloads} downloads"
        + (Machines == int.MaxValue ? string.Empty : $", {Machines} machines");
}
