namespace MailFactory.Testing.Runs;

/// <summary>What a run could take of its host.</summary>
public sealed record RunHost
{
    /// <summary>Its name; null in reports of older versions.</summary>
    public string? Name { get; init; }

    /// <summary>Memory for machines in MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>Virtual CPUs that could run at once.</summary>
    public required int Cpus { get; init; }

    /// <summary>Free disk space in GiB at the start.</summary>
    public required int DiskGiB { get; init; }

    /// <summary>Machines at once; null when only memory and CPUs set a limit.</summary>
    public int? Machines { get; init; }
}
