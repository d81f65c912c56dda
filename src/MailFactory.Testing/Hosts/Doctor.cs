using MailFactory.Testing.Amounts;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Hosts;

/// <summary>Judges whether a host is fit for a run.</summary>
internal static class Doctor
{
    private static readonly TimeSpan _clockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>One finding per subject, in the order in which one would mend them.</summary>
    public static IReadOnlyList<HostFinding> Examine(HostFacts facts, HostNeeds needs, PackageManager? packages) =>
        [
            .. facts.Tools.Select(tool => Tool(tool, facts.IsRoot, packages)),
            Accelerator(facts),
            Kvm(facts.Kvm),
            Cpus(facts.Cpus),
            Memory(facts.AvailableMemoryMiB, needs.MemoryMiB),
            Disk(facts, needs.DiskGiB),
            OpenFiles(facts.OpenFileLimit, needs.OpenFiles),
            Guests(facts.HasPacketGate),
            .. Network(facts.Mirror),
            User(facts.IsRoot),
        ];

    private static HostFinding Tool(ToolFact fact, bool isRoot, PackageManager? packages)
    {
        if (fact.Path is not null)
        {
            return new(fact.Tool.Name, HostVerdict.Ok, fact.Version ?? fact.Path);
        }

        var package = packages is null ? null : fact.Tool.Packages.GetValueOrDefault(packages.Name);
        return new(
            fact.Tool.Name,
            fact.Tool.IsOptional ? HostVerdict.Warn : HostVerdict.Fail,
            $"missing; needed to {fact.Tool.Purpose}",
            package is null ? $"put it at {fact.Tool.AnyOf[0]}" : $"--setup, or: {packages!.Typed([package], isRoot)}"
        );
    }

    private static HostFinding Accelerator(HostFacts facts) =>
        facts.Accelerator switch
        {
            null when facts.AcceleratorProblem is { } problem => new(
                "accelerator",
                HostVerdict.Fail,
                problem,
                "if this host is busy, try again later; otherwise reinstall QEMU"
            ),
            null => new("accelerator", HostVerdict.Fail, "none could be proven", "see qemu-system-x86_64 above"),
            { IsHardware: true } hardware => new("accelerator", HostVerdict.Ok, hardware.Detail),
            { } software => new(
                "accelerator",
                HostVerdict.Warn,
                software.Detail,
                "everything works, only slower; for speed run on a host with working KVM"
            ),
        };

    private static HostFinding Kvm(KvmDevice device) =>
        device switch
        {
            KvmDevice.Opens => new("/dev/kvm", HostVerdict.Ok, "opens; the accelerator's line says whether it boots a guest"),
            KvmDevice.Denied => new(
                "/dev/kvm",
                HostVerdict.Warn,
                "there, but this user may not open it",
                "sudo usermod -aG kvm \"$USER\", then log in again"
            ),
            _ => new(
                "/dev/kvm",
                HostVerdict.Warn,
                "missing",
                "switch on VT-x or AMD-V in the firmware, or nested virtualization in the cloud"
            ),
        };

    private static HostFinding Cpus(int cpus) =>
        cpus > 1
            ? new("processors", HostVerdict.Ok, $"{cpus}")
            : new("processors", HostVerdict.Warn, $"{cpus}", "with two or more, timeouts are unlikely");

    private static HostFinding Memory(long? available, int needed) =>
        available switch
        {
            null => new("memory", HostVerdict.Warn, "cannot be read", $"make sure that {needed} MiB are free"),
            _ when available < needed => new(
                "memory",
                HostVerdict.Fail,
                $"{available} MiB available, {needed} needed",
                "end other programs or ask for less with --memory"
            ),
            _ => new("memory", HostVerdict.Ok, $"{available} MiB available, {needed} needed"),
        };

    private static HostFinding Disk(HostFacts facts, int needed) =>
        facts.FreeDiskGiB switch
        {
            null => new("disk", HostVerdict.Warn, $"cannot be read for {facts.WorkDirectory}", $"make sure that {needed} GiB are free"),
            { } free when free < needed => new(
                "disk",
                HostVerdict.Fail,
                $"{Sizes.Gibibytes(free)} free at {facts.WorkDirectory}, {needed} needed",
                "make room or choose another --work-directory"
            ),
            { } free => new("disk", HostVerdict.Ok, $"{Sizes.Gibibytes(free)} free at {facts.WorkDirectory}, {needed} needed"),
        };

    private static HostFinding OpenFiles(long? limit, int needed) =>
        limit < needed
            ? new("open files", HostVerdict.Warn, $"limit {limit}, {needed} wanted", $"ulimit -n {needed}")
            : new("open files", HostVerdict.Ok, limit is null ? "no limit" : $"limit {limit}");

    private static HostFinding Guests(bool? hasPacketGate) =>
        hasPacketGate switch
        {
            null => new("guests' network", HostVerdict.Warn, "cannot be determined without QEMU", "see qemu-system-x86_64 above"),
            true => new(
                "guests' network",
                HostVerdict.Ok,
                "goes through this build's packet gate: guests cannot reach this host's own services; no root, no namespace "
                    + "and no other program is needed for it"
            ),
            _ => new(
                "guests' network",
                HostVerdict.Fail,
                "this QEMU has no filter-redirector, so that guests could not be kept from this host's own services",
                "install the distribution's full QEMU (qemu-system-x86)"
            ),
        };

    private static IEnumerable<HostFinding> Network(MirrorAnswer? answer) =>
        answer switch
        {
            null => [],
            { Problem: not null } => [Mirror(answer)],
            _ => [Mirror(answer), Clock(answer)],
        };

    private static HostFinding Mirror(MirrorAnswer answer) =>
        answer.Problem is null
            ? new("mirror", HostVerdict.Ok, $"{answer.Address} in {Spans.Milliseconds(answer.Duration)}")
            : new(
                "mirror",
                HostVerdict.Fail,
                $"{answer.Address}: {answer.Problem}",
                "check name resolution, route and proxy (http_proxy), or name a nearer --mirror"
            );

    private static HostFinding Clock(MirrorAnswer answer) =>
        answer.ClockDifference switch
        {
            null => new("clock", HostVerdict.Warn, "cannot be compared: the mirror gave no time"),
            { } difference when difference.Duration() > _clockTolerance => new(
                "clock",
                HostVerdict.Warn,
                $"{Spans.Seconds(difference.Duration())} {(difference > TimeSpan.Zero ? "ahead of" : "behind")} the mirror's",
                "set the clock: signatures and certificates depend on it"
            ),
            _ => new("clock", HostVerdict.Ok, "agrees with the mirror's"),
        };

    private static HostFinding User(bool isRoot) =>
        isRoot
            ? new("user", HostVerdict.Ok, "root; --setup can install packages")
            : new("user", HostVerdict.Ok, "not root; --setup prints its command instead of running it");
}
