using MailFactory.Testing.Distros;
using MailFactory.Testing.Hosts;

namespace MailFactory.Testing.Pipeline;

/// <summary>How many machines this host can run at once.</summary>
internal static class MachineSlots
{
    private const int ReserveMiB = 1024;

    /// <summary>Half of the CPUs, as installers keep about two busy, and as many of the largest machine as memory holds; at least one.</summary>
    public static int Of(IReadOnlyList<Distro> distros)
    {
        var byCpu = Environment.ProcessorCount / 2;
        var memory = new HostFactsReader().AvailableMemoryMiB() ?? long.MaxValue;
        var byMemory = (memory - ReserveMiB) / distros.Max(distro => distro.MemoryMiB);
        return (int)Math.Max(1, Math.Min(byCpu, byMemory));
    }
}
