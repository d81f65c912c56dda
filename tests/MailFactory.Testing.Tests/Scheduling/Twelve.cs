using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Tests.Scheduling;

/// <summary>The catalogue's default matrix and a host for it.</summary>
internal static class Twelve
{
    public static RunOptions Options { get; } = new() { Repository = Repository.Root, Layout = new WorkLayout(Repository.Root) };

    public static IReadOnlyList<Distro> Distros { get; } =
        DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Select(["all"]);

    public static HostBudget Host { get; } =
        new()
        {
            MemoryMiB = 15 * 1024,
            Cpus = 8,
            CpuOvercommit = 1.5,
            DiskGiB = 500,
        };

    public static IReadOnlyList<DistroPlan> Plans(AcceleratorKind accelerator = AcceleratorKind.Kvm) =>
        [.. Distros.Select(distro => DistroPlan.Of(distro, Options, Enum.GetValues<Stage>(), accelerator))];
}
