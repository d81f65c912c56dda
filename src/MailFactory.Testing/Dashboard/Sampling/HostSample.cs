namespace MailFactory.Testing.Dashboard.Sampling;

/// <summary>What the host has and what is taken of it.</summary>
internal sealed record HostSample
{
    /// <summary>Logical processors.</summary>
    public required int Cpus { get; init; }

    /// <summary>Busy share of all CPUs in percent since the last sample; null in the first one.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>Memory that new processes can take, in MiB; null when unknown.</summary>
    public long? AvailableMemoryMiB { get; init; }

    /// <summary>Free space where the work directory is, in GiB; null when unknown.</summary>
    public double? FreeDiskGiB { get; init; }
}
