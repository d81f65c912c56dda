using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Dashboard.Sampling;

/// <summary>What a process takes of the host.</summary>
internal sealed record ProcessSample
{
    /// <summary>The name in its lease, such as <c>vm_install_debian-13</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required ProcessKind Kind { get; init; }

    /// <summary>The process id.</summary>
    public required int Pid { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Resident memory in MiB.</summary>
    public required long MemoryMiB { get; init; }

    /// <summary>Share of one CPU in percent since the last sample; since the start in the first one.</summary>
    public required double CpuPercent { get; init; }

    /// <summary>Bytes read from disk in a second since the last sample; null when the kernel does not tell.</summary>
    public double? ReadRate { get; init; }

    /// <summary>Bytes written to disk in a second since the last sample; null when the kernel does not tell.</summary>
    public double? WriteRate { get; init; }

    /// <summary>The process of a distro among those that were sampled; null when there is none.</summary>
    public static ProcessSample? Of(string distro, IReadOnlyList<ProcessSample> processes) =>
        processes.FirstOrDefault(process => process.Name.EndsWith($"_{distro}", StringComparison.Ordinal));
}
