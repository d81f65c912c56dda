using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>
/// What a mail server of this project may use: docs/mail-tests.md has the table. Memory is counted so that what processes share counts
/// once (Pss in proc_pid_smaps(5)).
/// </summary>
/// <param name="MemoryMiB">Memory of all its daemons together.</param>
internal sealed record ResourceLimits(int MemoryMiB)
{
    /// <summary>How full its disks may be, in percent of the space and of the inodes.</summary>
    public const int DiskPercent = 90;

    /// <summary>How many pages a second may go to the swap space and back.</summary>
    public const int SwapPagesPerSecond = 256;

    private const int Basis = 512;
    private const int OfSpam = 768;

    // ClamAV holds its signatures twice while it reads new ones.
    private const int OfVirus = 3072;

    /// <summary>The limits of a server with optional parts.</summary>
    public static ResourceLimits Of(MailParts parts) =>
        new(Basis + (parts.Present.Contains(MailPart.Spam) ? OfSpam : 0) + (parts.Present.Contains(MailPart.Virus) ? OfVirus : 0));
}
