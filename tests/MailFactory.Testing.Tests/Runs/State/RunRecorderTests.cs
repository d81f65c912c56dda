using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;
using MailFactory.Testing.Tests.Runs.Journal;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Runs.State;

public sealed class RunRecorderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];

    private WorkLayout Layout => new(_folder.Path);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Journal_and_status_tell_the_same_when_the_record_is_closed()
    {
        var status = await RecordAsync(SampleRun.Entries);
        Assert.Equal(status.State.Updated, RunState.Of(JournalContent.Read(Layout.Journal).Entries).Updated);
        Assert.Equal(status.ToJson(), (await StatusFile.ReadAsync(Layout, Cancellation)).Status.ToJson());
        Assert.Empty(_said);
    }

    [Fact(Timeout = 30_000)]
    public async Task No_secret_and_nothing_that_steers_a_terminal_gets_into_the_record()
    {
        var started = SampleRun.Entries.OfType<RunStarted>().First();
        var stage = SampleRun.Entries.OfType<StageStarted>().First();
        await RecordAsync([
            started with
            {
                Command = "Test --mirror http://user:Zx9Hidden@mirror/debian",
            },
            stage,
            new LineSaid
            {
                Time = stage.Time,
                Distro = stage.Distro,
                Text = "rootpw --plaintext Zx9Hidden\u001b]0;title and Bearer Zx9Hidden",
            },
        ]);
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file, Cancellation);
            Assert.DoesNotContain("Zx9Hidden", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', text);
        }

        Assert.Contains(
            "http://[redacted]@mirror/debian",
            await File.ReadAllTextAsync(Layout.Journal, Cancellation),
            StringComparison.Ordinal
        );
        Assert.Contains(
            Directory.EnumerateFiles(Layout.Logs),
            file => File.ReadAllText(file).Contains("--plaintext [redacted]", StringComparison.Ordinal)
        );
    }

    [Fact(Timeout = 30_000)]
    public async Task A_broken_status_is_rebuilt_from_the_journal_and_a_line_says_so()
    {
        var status = await RecordAsync(SampleRun.Entries);
        await File.WriteAllTextAsync(Layout.Status, "{\"state\": {\"run", Cancellation);
        var read = await StatusFile.ReadAsync(Layout, Cancellation);
        Assert.Equal("status.json cannot be read: rebuilt from 15 entries of journal.jsonl", read.Problem);
        Assert.Equal(status.ToJson(), read.Status.ToJson());
    }

    [Fact(Timeout = 30_000)]
    public async Task The_journal_is_believed_when_the_build_was_killed_before_its_last_status()
    {
        var owner = ProcessIdentity.Current with { Pid = int.MaxValue };
        await RecordAsync([SampleRun.Begin(0) with { Owner = owner }, .. SampleRun.Entries.Skip(1).Take(3)]);
        using (var journal = JournalWriter.Open(Layout.Journal))
        {
            journal.Append(SampleRun.Progress(9, "debian-13", Stage.Download, "downloading", 70, null));
        }

        var read = await StatusFile.ReadAsync(Layout, Cancellation);
        Assert.Null(read.Problem);
        Assert.Equal(70, read.Status.State.Item("debian-13", Stage.Download)!.Progress!.Percent);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_any_run_there_is_no_status_and_no_complaint()
    {
        var read = await StatusFile.ReadAsync(Layout, Cancellation);
        Assert.Equal((string.Empty, null), (read.Status.State.RunId, read.Problem));
    }

    [Fact(Timeout = 30_000)]
    public async Task Progress_that_is_no_news_is_in_the_status_and_not_in_the_journal()
    {
        await using (var recorder = RunRecorder.Open(Layout, TimeProvider.System, _said.Add))
        {
            foreach (var entry in SampleRun.Entries.Take(4))
            {
                recorder.Record(_ => entry);
            }

            recorder.Progress(_ => SampleRun.Progress(3, "debian-13", Stage.Download, "downloading", 11, null));
            recorder.Progress(_ => SampleRun.Progress(4, "debian-13", Stage.Download, "downloading", 12, "9 MB/s"));
        }

        var status = (await StatusFile.ReadAsync(Layout, Cancellation)).Status;
        Assert.Equal(12, status.ProgressOf(status.State.Item("debian-13", Stage.Download)!)!.Percent);
        Assert.Equal(5, JournalContent.Read(Layout.Journal).Entries.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_burst_of_changes_is_written_once_and_the_last_one_always()
    {
        var time = new FakeTimeProvider();
        var status = RunStatus.None;
        await using (var writer = new StatusWriter(Layout.Status, time, _said.Add))
        {
            writer.Put(status = status.After(SampleRun.Entries[0]));
            while (!File.Exists(Layout.Status))
            {
                await Task.Delay(10, Cancellation);
            }

            foreach (var entry in SampleRun.Entries.Skip(1))
            {
                writer.Put(status = status.After(entry));
            }

            await Task.Delay(50, Cancellation);
            Assert.Null(RunStatus.Parse(await File.ReadAllTextAsync(Layout.Status, Cancellation)).State.Ended);
        }

        Assert.Equal(status.ToJson(), await File.ReadAllTextAsync(Layout.Status, Cancellation));
    }

    [Fact(Timeout = 30_000)]
    public async Task Each_process_has_its_own_log_of_what_was_told_about_it()
    {
        await RecordAsync(SampleRun.Entries);
        var install = await File.ReadAllTextAsync(Layout.ProcessLog("vm_install_debian-13"), Cancellation);
        Assert.Contains("base system 60%, 40 %", install, StringComparison.Ordinal);
        Assert.Contains("the mirror lacks", install, StringComparison.Ordinal);
        Assert.Contains("passed in 1.0 s: it Passed", install, StringComparison.Ordinal);
        Assert.DoesNotContain("12.5 MB/s", install, StringComparison.Ordinal);
        Assert.Contains(
            "IMAP-01 failed: 220 ready",
            await File.ReadAllTextAsync(Layout.ProcessLog("iso_download_ubuntu-22"), Cancellation),
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 30_000)]
    public async Task A_journal_that_cannot_be_written_is_said_once_and_ends_nothing()
    {
        Directory.CreateDirectory(Layout.Journal);
        var status = await RecordAsync(SampleRun.Entries);
        Assert.Equal(FailureClass.Infrastructure, status.State.Result);
        Assert.StartsWith("the journal of this run is not kept: ", Assert.Single(_said), StringComparison.Ordinal);
    }

    private async Task<RunStatus> RecordAsync(IEnumerable<JournalEntry> entries)
    {
        var recorder = RunRecorder.Open(Layout, TimeProvider.System, _said.Add);
        foreach (var entry in entries)
        {
            recorder.Record(_ => entry);
        }

        await recorder.DisposeAsync();
        return recorder.Status;
    }
}
