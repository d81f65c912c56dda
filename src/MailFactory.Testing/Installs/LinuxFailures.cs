using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Installs;

/// <summary>Failures any Linux kernel may report, whatever installer runs on it.</summary>
internal static class LinuxFailures
{
    /// <summary>The patterns.</summary>
    public static IReadOnlyList<FailurePattern> Patterns { get; } =
    [
        new()
        {
            Pattern = @"Fatal glibc error: CPU does not support x86-64-v",
            Cause = "the machine's CPU model is too old for this distro",
            Remedy = "use a CPU model with x86-64-v2 or later (TCG: -cpu max, KVM: -cpu host)",
            FailureClass = FailureClass.Infrastructure,
        },
        new()
        {
            Pattern = @"VFS: Unable to mount root fs",
            Kind = InstallFailureKind.Panic,
            Cause = "the kernel found no root file system",
            Remedy = "check that the initrd belongs to the kernel and is complete",
        },
        new()
        {
            Pattern = @"Kernel panic - not syncing",
            Kind = InstallFailureKind.Panic,
            Cause = "the kernel panicked",
            Remedy = "see the last serial lines; with another accelerator it may be QEMU's fault",
        },
        new()
        {
            Pattern = @"Out of memory: Killed process",
            Cause = "the guest ran out of memory",
            Remedy = "give the machine more memory (--memory)",
            FailureClass = FailureClass.Configuration,
        },
        new()
        {
            Pattern = @"I/O error, dev (sr|vd)",
            Cause = "the guest could not read or write a disk",
            Remedy = "check the host's disk and the install medium's digest",
            FailureClass = FailureClass.Infrastructure,
        },
        new()
        {
            Pattern = @"No space left on device",
            Cause = "a disk in the guest is full",
            Remedy = "give the machine a larger disk (--disk) or more memory (--memory)",
            FailureClass = FailureClass.Configuration,
        },
    ];
}
