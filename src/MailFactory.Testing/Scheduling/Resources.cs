namespace MailFactory.Testing.Scheduling;

/// <summary>An amount of each thing that items share: what an item takes while it runs, or what a host has.</summary>
internal readonly record struct Resources
{
    /// <summary>Memory in MiB.</summary>
    public int MemoryMiB { get; init; }

    /// <summary>CPUs.</summary>
    public int Cpus { get; init; }

    /// <summary>Disk space in GiB.</summary>
    public int DiskGiB { get; init; }

    /// <summary>Downloads at once.</summary>
    public int Downloads { get; init; }

    /// <summary>Machines at once.</summary>
    public int Machines { get; init; }

    /// <summary>All amounts with their names, as messages write them.</summary>
    public IReadOnlyList<(string Name, int Amount)> Amounts =>
        [("MiB of memory", MemoryMiB), ("CPUs", Cpus), ("GiB of disk", DiskGiB), ("downloads", Downloads), ("machines", Machines)];

    /// <summary>Whether there is enough of everything in <paramref name="free"/>.</summary>
    public bool FitIn(Resources free) => Amounts.Zip(free.Amounts).All(pair => pair.First.Amount <= pair.Second.Amount);

    /// <summary>Both together.</summary>
    public static Resources operator +(Resources left, Resources right) =>
        new()
        {
            MemoryMiB = left.MemoryMiB + right.MemoryMiB,
            Cpus = left.Cpus + right.Cpus,
            DiskGiB = left.DiskGiB + right.DiskGiB,
            Downloads = left.Downloads + right.Downloads,
            Machines = left.Machines + right.Machines,
        };

    /// <summary>What is left of the first without the second.</summary>
    public static Resources operator -(Resources left, Resources right) =>
        new()
        {
            MemoryMiB = left.MemoryMiB - right.MemoryMiB,
            Cpus = left.Cpus - right.Cpus,
            DiskGiB = left.DiskGiB - right.DiskGiB,
            Downloads = left.Downloads - right.Downloads,
            Machines = left.Machines - right.Machines,
        };
}
