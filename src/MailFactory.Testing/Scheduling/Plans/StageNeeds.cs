using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Scheduling.Plans;

/// <summary>What each stage takes of the host.</summary>
internal static class StageNeeds
{
    // QEMU itself, beside the guest's memory; under TCG also the cache of translated code, which Accelerator sets to 512 MiB.
    private const int QemuMiB = 128;
    private const int TranslationCacheMiB = 512;

    // Disk space is estimated on the safe side: a Debian install measured 1.4 GiB, media are 0.05 (netboot) to 4.5 GiB (DVD).
    private const int InstalledDiskGiB = 4;
    private const int IsoGiB = 3;

    /// <summary>What a stage of a distro takes while it runs.</summary>
    public static Resources Of(DistroPlan plan, Stage stage) =>
        stage switch
        {
            _ when plan.Needless.Contains(stage) => new(),
            Stage.Download => new() { Downloads = 1, DiskGiB = MediumGiB(plan) },
            Stage.Install => Machine(plan) with { DiskGiB = InstalledDiskGiB },
            // qemu-img compresses with several threads, but one already keeps the disk busy.
            Stage.Archive => new() { Cpus = 1, DiskGiB = 1 },
            Stage.MailTest => Machine(plan) with { DiskGiB = 2 },
            _ => new(),
        };

    /// <summary>What of its disk space stays taken, in GiB.</summary>
    public static int KeptDiskGiB(DistroPlan plan, Stage stage) => stage == Stage.MailTest ? 0 : Of(plan, stage).DiskGiB;

    /// <summary>What the host must have for whichever of these distros takes most, one after another, from medium to mail test.</summary>
    public static HostNeeds OfHost(IReadOnlyList<DistroPlan> plans) =>
        new()
        {
            MemoryMiB = plans.Max(plan => plan.Stages.Max(stage => Of(plan, stage).MemoryMiB)),
            DiskGiB = plans.Max(plan => plan.Stages.Sum(stage => Of(plan, stage).DiskGiB)),
        };

    private static int MediumGiB(DistroPlan plan) => plan.Distro.Iso is null ? 1 : IsoGiB;

    private static Resources Machine(DistroPlan plan) =>
        new()
        {
            Machines = 1,
            Cpus = plan.Size.Cpus,
            MemoryMiB = plan.Size.MemoryMiB + QemuMiB + (plan.Accelerator == AcceleratorKind.Tcg ? TranslationCacheMiB : 0),
        };
}
