using MailFactory.Testing.Guests;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>After the load the mail daemons' memory, the traffic of the swap space and the disks are below the limits.</summary>
internal sealed class ResourcesCheck()
    : Check("OPS-12", "Resources are below the limits", Severity.Minor, "proc(5), df(1); docs/mail-tests.md")
{
    private const double KiBOfMiB = 1024;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedOwnServices();
        var address = ShellText.Quote(context.Mailboxes.Second.Address);
        var use = await ResourceUse.ReadAsync(context, address, cancellationToken).ConfigureAwait(false);
        var limits = ResourceLimits.Of(context.Profile.Parts);
        var memory = use.MemoryKiB.Values.Sum() / KiBOfMiB;
        var shares = string.Join(", ", use.MemoryKiB.Select(share => $"{share.Key} {share.Value / KiBOfMiB:0}"));
        var problems = new List<string>();
        if (use.MemoryKiB.Count == 0)
        {
            problems.Add("no process of a mail daemon runs");
        }

        if (memory > limits.MemoryMiB)
        {
            problems.Add($"the mail daemons use {memory:0} MiB of memory ({shares}), more than {limits.MemoryMiB} MiB");
        }

        if (use.SwapPages > ResourceLimits.SwapPagesPerSecond * ResourceUse.SampleSeconds)
        {
            problems.Add($"{use.SwapPages} pages went to the swap space and back within {ResourceUse.SampleSeconds} s");
        }

        problems.AddRange(
            use.Disks.Where(disk => disk.Percent > ResourceLimits.DiskPercent)
                .Select(disk => $"{disk.What} is {disk.Percent} % full, more than {ResourceLimits.DiskPercent} %")
        );
        var fullest = use.Disks.Select(disk => disk.Percent).DefaultIfEmpty().Max();
        return CheckFinding
            .From(
                problems,
                $"the mail daemons use {memory:0} of {limits.MemoryMiB} MiB ({shares}), the fullest disk is {fullest} % full, and "
                    + $"{use.SwapPages} pages were swapped within {ResourceUse.SampleSeconds} s"
            )
            .With("memory_mib", memory)
            .With("swapped_pages", use.SwapPages)
            .With("fullest_disk_percent", fullest)
            .With("load_per_cpu", use.Load);
    }
}
