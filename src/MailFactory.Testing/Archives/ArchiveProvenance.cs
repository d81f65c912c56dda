namespace MailFactory.Testing.Archives;

/// <summary>What an archived disk was made from, with what and how.</summary>
internal sealed record ArchiveProvenance
{
    /// <summary>The install medium.</summary>
    public required MediumOrigin Medium { get; init; }

    /// <summary>The SHA-256 digest of each rendered answer file; they hold secrets of the run and are not kept.</summary>
    public required IReadOnlyDictionary<string, string> AnswerFiles { get; init; }

    /// <summary>The machine's memory in MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>The machine's disk in GiB, as the guest sees it.</summary>
    public required int DiskGiB { get; init; }

    /// <summary>The machine's virtual CPUs.</summary>
    public required int Cpus { get; init; }

    /// <summary>The machine's firmware: <c>bios</c> or <c>uefi</c>.</summary>
    public required string Firmware { get; init; }

    /// <summary>QEMU's version.</summary>
    public required string Qemu { get; init; }

    /// <summary>This tool's version and, where it is known, its commit, as <c>0.1.0+commit</c>.</summary>
    public required string Tool { get; init; }

    /// <summary>How long each phase of the install took, in seconds, in the order in which they ran.</summary>
    public required IReadOnlyDictionary<string, double> PhaseSeconds { get; init; }

    /// <summary>How long the installed disk alone took from power-on to SSH, in seconds.</summary>
    public required double BootSeconds { get; init; }
}
