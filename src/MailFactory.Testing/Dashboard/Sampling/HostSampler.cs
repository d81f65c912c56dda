using MailFactory.Testing.Hosts;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Dashboard.Sampling;

/// <summary>Samples the host and the processes with a lease; each sample tells the rates since the one before.</summary>
/// <param name="layout">The work directory.</param>
/// <param name="time">The clock.</param>
internal sealed class HostSampler(WorkLayout layout, TimeProvider time)
{
    // USER_HZ, which the kernel shows to programs, is 100 on x86-64 whatever its own clock is (proc(5), time(7)).
    private const double TicksPerSecond = 100;

    private readonly LeaseRegistry _leases = new(layout.Leases, time);
    private readonly HostFactsReader _host = new();
    private Dictionary<ProcessIdentity, (ProcessCounters Counters, long Stamp)> _before = [];
    private CpuTimes? _cpuBefore;

    /// <summary>Takes a sample.</summary>
    public async Task<(HostSample Host, IReadOnlyList<ProcessSample> Processes)> SampleAsync(CancellationToken cancellationToken)
    {
        var leases = await _leases.ListAsync(cancellationToken).ConfigureAwait(false);
        var now = new Dictionary<ProcessIdentity, (ProcessCounters, long)>();
        var samples = new List<ProcessSample>();
        foreach (var lease in leases.Where(lease => lease.Process.IsRunning).OrderBy(lease => lease.Name, StringComparer.Ordinal))
        {
            if (ProcessCounters.Read(lease.Process.Pid) is { } counters)
            {
                now[lease.Process] = (counters, time.GetTimestamp());
                samples.Add(Sample(lease, counters));
            }
        }

        _before = now;
        return (Host(), samples);
    }

    private ProcessSample Sample(ProcessLease lease, ProcessCounters counters)
    {
        var isKnown = _before.TryGetValue(lease.Process, out var before);
        var seconds = (isKnown ? time.GetElapsedTime(before.Stamp) : time.GetUtcNow() - lease.Taken).TotalSeconds;
        return new ProcessSample
        {
            Name = lease.Name,
            Kind = lease.Kind,
            Pid = lease.Process.Pid,
            Started = lease.Taken,
            MemoryMiB = counters.ResidentPages * Environment.SystemPageSize >> 20,
            CpuPercent =
                seconds > 0
                    ? Math.Max(0, 100 * (counters.CpuTicks - (isKnown ? before.Counters.CpuTicks : 0)) / TicksPerSecond / seconds)
                    : 0,
            ReadRate = Rate(counters.ReadBytes, isKnown ? before.Counters.ReadBytes : 0, seconds),
            WriteRate = Rate(counters.WrittenBytes, isKnown ? before.Counters.WrittenBytes : 0, seconds),
        };
    }

    private static double? Rate(long? now, long? before, double seconds) => seconds > 0 ? (now - before) / seconds : null;

    private HostSample Host()
    {
        var cpu = CpuTimes.Parse(File.ReadAllText("/proc/stat"));
        var busy = cpu is { } times && _cpuBefore is { } before ? times.BusySince(before) : null;
        _cpuBefore = cpu;
        return new HostSample
        {
            Cpus = Environment.ProcessorCount,
            CpuPercent = busy,
            AvailableMemoryMiB = _host.AvailableMemoryMiB(),
            FreeDiskGiB = FreeDiskGiB(),
        };
    }

    private double? FreeDiskGiB() =>
        Directory.Exists(layout.Root) ? new DriveInfo(Path.GetFullPath(layout.Root)).AvailableFreeSpace / (double)(1 << 30) : null;
}
