using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Durations;

namespace MailFactory.Testing.Tests.Scheduling.Durations;

public sealed class DurationRecorderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];

    private string File => _folder.PathOf("logs", DurationHistory.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 10_000)]
    public async Task What_was_done_is_on_disk_at_once_and_what_was_not_is_not()
    {
        using var recorder = Recorder(File);
        await recorder.RecordAsync(Result(Stage.Install, Verdict.Passed, 100));
        Assert.Equal([100], Assert.Single(DurationHistory.Load(File).Stages).Seconds);
        foreach (var verdict in new[] { Verdict.Failed, Verdict.Skipped, Verdict.Error })
        {
            await recorder.RecordAsync(Result(Stage.MailTest, verdict, 1));
        }

        Assert.Equal(Stage.Install, Assert.Single(DurationHistory.Load(File).Stages).Stage);
    }

    [Fact(Timeout = 10_000)]
    public async Task Stages_that_end_together_are_all_kept()
    {
        using var recorder = Recorder(File);
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(number =>
                    Task.Run(
                        () => recorder.RecordAsync(Result(Stage.Install, Verdict.Passed, 100) with { Distro = $"d{number}" }),
                        TestContext.Current.CancellationToken
                    )
                )
        );
        Assert.Equal(20, DurationHistory.Load(File).Stages.Count);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_file_that_cannot_be_written_is_told_once_and_stops_nothing()
    {
        System.IO.File.WriteAllText(_folder.PathOf("logs"), "a file where the folder should be");
        using var recorder = Recorder(File);
        await recorder.RecordAsync(Result(Stage.Install, Verdict.Passed, 1));
        await recorder.RecordAsync(Result(Stage.MailTest, Verdict.Passed, 1));
        Assert.StartsWith("the durations of this run are not kept: ", Assert.Single(_said), StringComparison.Ordinal);
    }

    private static StageResult Result(Stage stage, Verdict verdict, double seconds) =>
        new()
        {
            Distro = "debian-13",
            Stage = stage,
            Verdict = verdict,
            Summary = "over",
            Started = DateTimeOffset.UnixEpoch,
            Duration = Work.Seconds(seconds),
        };

    private DurationRecorder Recorder(string file) => new(file, DurationHistory.Empty, AcceleratorKind.Tcg, _said.Add);
}
