using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Merging;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Reports.Merging;

/// <summary>Work directories of runs, as files.</summary>
internal sealed class MergeFolders : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The work directory that gets the merged report.</summary>
    public WorkLayout Layout => new(PathOf("merged"));

    private static DateTimeOffset Start { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public string PathOf(params string[] parts) => _folder.PathOf(parts);

    public void Dispose() => _folder.Dispose();

    /// <summary>A run of one distro that began some minutes after the first.</summary>
    public static RunResult RunOf(string distro, int minutes, FailureClass failure = FailureClass.None, string host = "alpha")
    {
        var started = Start.AddMinutes(minutes);
        return SampleRuns.Passed with
        {
            RunId = $"{started:yyyyMMdd-HHmmss}",
            Started = started,
            Distros = [distro],
            Tool = $"0.1.0+{host}",
            Accelerator = $"tcg of {host}",
            Host = new RunHost
            {
                Name = host,
                MemoryMiB = 8192,
                Cpus = 4,
                DiskGiB = 100,
            },
            Stages =
            [
                .. SampleRuns.Passed.Stages.Select(
                    (stage, index) =>
                        stage with
                        {
                            Distro = distro,
                            Started = started.AddMinutes(index * 20),
                            Files = index == 0 ? [$"vms/{distro}/serial.log", "vms/archive/gone.qcow2"] : [],
                            Verdict = index == 0 || failure == FailureClass.None ? Verdict.Passed : Verdict.Failed,
                            FailureClass = index == 0 ? FailureClass.None : failure,
                        }
                ),
            ],
        };
    }

    /// <summary>Writes a run and the log it names into a folder, which is returned.</summary>
    public string Write(string folder, RunResult run, string results = "test_results")
    {
        var distro = run.Distros[0];
        Text($"log of {distro} in {folder}\n", folder, "vms", distro, "serial.log");
        Text(JsonReport.Render(run), folder, results, $"test_results_{run.RunId}.json");
        return PathOf(folder);
    }

    /// <summary>Writes any file.</summary>
    public string Text(string text, params string[] parts)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(parts))!);
        File.WriteAllText(PathOf(parts), text);
        return PathOf(parts);
    }

    /// <summary>Merges folders.</summary>
    public async Task<RunResult> MergeAsync(IReadOnlyList<string> folders, params string[] expected) =>
        (await MergedRun.ReadAsync(folders, expected, Layout, TestContext.Current.CancellationToken)).Run!;
}
