namespace MailFactory.Testing.Scheduling.Plans;

/// <summary>What a run asks of the host.</summary>
internal sealed record HostNeeds
{
    /// <summary>Memory of the largest machine in MiB, with what QEMU takes itself.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>Free disk space in GiB: a medium, a growing disk, its archive and a copy for the mail test.</summary>
    public required int DiskGiB { get; init; }

    /// <summary>Open files and sockets at once.</summary>
    public int OpenFiles { get; init; } = 1024;
}
