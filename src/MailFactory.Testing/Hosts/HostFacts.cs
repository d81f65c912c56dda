namespace MailFactory.Testing.Hosts;

/// <summary>What was read off the host, before anything is made of it; null stands for what could not be read.</summary>
internal sealed record HostFacts
{
    /// <summary>The tools, found or not.</summary>
    public required IReadOnlyList<ToolFact> Tools { get; init; }

    /// <summary>The proven accelerator; null when none was, for example because QEMU is missing.</summary>
    public HostAccelerator? Accelerator { get; init; }

    /// <summary>Why no accelerator was proven; null when one was, or when there is no QEMU to ask.</summary>
    public string? AcceleratorProblem { get; init; }

    /// <summary>What this process can do with /dev/kvm.</summary>
    public required KvmDevice Kvm { get; init; }

    /// <summary>Logical processors.</summary>
    public required int Cpus { get; init; }

    /// <summary>Memory that new processes can take, in MiB.</summary>
    public long? AvailableMemoryMiB { get; init; }

    /// <summary>The work directory.</summary>
    public required string WorkDirectory { get; init; }

    /// <summary>Free space where the work directory is, in GiB.</summary>
    public double? FreeDiskGiB { get; init; }

    /// <summary>How many files this process may have open; null when unlimited or unknown.</summary>
    public long? OpenFileLimit { get; init; }

    /// <summary>
    /// Whether QEMU can hand a guest's packets to this build's gate (its object filter-redirector); null when QEMU did not say.
    /// </summary>
    public bool? HasPacketGate { get; init; }

    /// <summary>Whether this process is root.</summary>
    public required bool IsRoot { get; init; }

    /// <summary>What the mirror answered; null when it was not asked.</summary>
    public MirrorAnswer? Mirror { get; init; }
}
