using MailFactory.Benchmarks.Contests;
using MailFactory.Benchmarks.Measuring;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;

namespace MailFactory.Benchmarks;

/// <summary>All contests, one after another, in a scratch folder that goes with them.</summary>
/// <param name="repository">The repository.</param>
/// <param name="only">What the names of the contests that run begin with; empty for all.</param>
/// <param name="console">Gets a line for each ratio as it is known.</param>
internal sealed class Suite(string repository, string only, TextWriter console)
{
    /// <summary>Runs the quick half: minutes; what needs large files is left out.</summary>
    public async Task<IReadOnlyList<Ratio>> RunQuickAsync(CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("mail-factory-benchmarks-");
        try
        {
            return await RunAsync([.. StartUp.Of(repository), .. SerialConsole.Of(repository, scratch.FullName)], cancellationToken);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>Loads a server and watches twelve machines, some five minutes; each only where its programs are installed.</summary>
    public async Task<IReadOnlyList<Ratio>> RunLiveAsync(CancellationToken cancellationToken)
    {
        var ratios = new List<Ratio>();
        if (MailClient.Id.StartsWith(only, StringComparison.Ordinal))
        {
            ratios.AddRange(await MailClient.RunAsync((contest, token) => RunAsync([contest], token), cancellationToken));
        }

        if (Supervision.Id.StartsWith(only, StringComparison.Ordinal) && ToolRunner.Find(MachineSpec.Program) is not null)
        {
            var scratch = Directory.CreateTempSubdirectory("mail-factory-benchmarks-");
            try
            {
                await console.WriteLineAsync("twelve machines watched for three minutes");
                ratios.AddRange(await new Supervision(repository, scratch.FullName).RunAsync(cancellationToken));
            }
            finally
            {
                scratch.Delete(recursive: true);
            }
        }

        return ratios;
    }

    /// <summary>Runs the half with large files: a quarter of an hour or more, and some five gigabytes of disk while it lasts.</summary>
    public async Task<IReadOnlyList<Ratio>> RunLargeAsync(CancellationToken cancellationToken)
    {
        // Beside the work directory: /tmp may be in memory.
        var scratch = Directory.CreateDirectory(Path.Combine(repository, "artifacts", $"benchmarks-{Environment.ProcessId}"));
        try
        {
            var ratios = new List<Ratio>(
                await Download.RunAsync(scratch.FullName, (contest, token) => RunAsync([contest], token), cancellationToken)
            );
            var disk = await Archive.MakeDiskAsync(scratch.FullName, cancellationToken);
            ratios.AddRange(await RunAsync([Archive.Of(disk, scratch.FullName)], cancellationToken));
            ratios.AddRange(Archive.Sizes(scratch.FullName));
            return ratios;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<Ratio>> RunAsync(IReadOnlyList<Contest> contests, CancellationToken cancellationToken)
    {
        var ratios = new List<Ratio>();
        foreach (var contest in contests.Where(contest => contest.Id.StartsWith(only, StringComparison.Ordinal)))
        {
            await console.WriteLineAsync(contest.Title);
            foreach (var ratio in await contest.RunAsync(cancellationToken))
            {
                ratios.Add(ratio);
                await console.WriteLineAsync(
                    FormattableString.Invariant(
                        $"  {ratio.Median:0.00} of the time of {ratio.Against} ({ratio.Low:0.00} to {ratio.High:0.00}): {ratio.OursFigure:0.00} s, {ratio.TheirFigure:0.00} s"
                    )
                );
            }
        }

        return ratios;
    }
}
