namespace MailFactory.Testing.Hosts;

/// <summary>What a run asks of the host.</summary>
public sealed record HostNeeds
{
    /// <summary>Memory of the largest machine in MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>Free disk space in GiB: a medium, a growing disk and its archive, about 8 GiB a distro.</summary>
    public required int DiskGiB { get; init; }

    /// <summary>Open files and sockets at once.</summary>
    public int OpenFiles { get; init; } = 1024;
}
