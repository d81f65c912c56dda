using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Dashboard.Logs;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;
using MailFactory.Testing.Tests.Runs.Journal;

namespace MailFactory.Testing.Tests.Dashboard.Logs;

public sealed class LogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _console = new();

    private WorkLayout Layout => new(_folder.Path);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _console.Dispose();
        _folder.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task The_newest_master_log_is_shown_to_its_last_lines()
    {
        Write("orchestration_logs/master_20261122-100000.log", "old\n");
        Write("orchestration_logs/master_20261123-100000.log", "one\ntwo\nthree\n");
        Assert.Equal("two\nthree\n", await PrintAsync("master", lines: 2));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_serial_console_cannot_do_anything_to_the_terminal()
    {
        Write("vms/debian-13/serial.log", "\u001b[2J\u001b[31mred\u001b[0m\u0007 \u001b]0;title\u0007text\r\nlogin: ");
        Assert.Equal("red text\nlogin:", (await PrintAsync("vm_serial_debian-13")).TrimEnd());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_group_shows_the_logs_of_all_its_distros()
    {
        Write("orchestration_logs/vm_install_debian-12.log", "twelve\n");
        Write("orchestration_logs/vm_install_debian-13.log", "thirteen\n");
        Write("orchestration_logs/vm_create_debian-13.log", "created\n");
        Assert.Equal("==> vm_install_debian-12 <==\ntwelve\n==> vm_install_debian-13 <==\nthirteen\n", await PrintAsync("vm_install"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_unknown_name_lists_the_logs_that_there_are()
    {
        Write("orchestration_logs/vm_install_debian-12.log", "twelve\n");
        var error = await Assert.ThrowsAsync<UnknownNameException>(() => PrintAsync("vm_instal"));
        Assert.EndsWith("'vm_instal' is not valid; use vm_install_debian-12", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_any_run_logs_say_so_as_status_does() => Assert.Equal($"{RunReading.NoRun}\n", await PrintAsync("master"));

    [Fact(Timeout = 30_000)]
    public async Task Following_ends_with_the_run()
    {
        Write("orchestration_logs/master_20261123-100000.log", "one\n");
        await using var recorder = RunRecorder.Open(Layout, TimeProvider.System, _ => { });
        recorder.Record(_ => SampleRun.Begin(0));
        while (!File.Exists(Layout.Status))
        {
            await Task.Delay(10, Cancellation);
        }

        var following = LogView.PrintAsync(Layout, "master", 10, isFollowing: true, _console, Cancellation);
        await File.AppendAllTextAsync(Path.Combine(Layout.Logs, "master_20261123-100000.log"), "two\nunfin", Cancellation);
        Assert.False(following.IsCompleted);
        recorder.Record(now => new RunEnded { Time = now, Result = FailureClass.None });
        await following;
        Assert.Equal("one\ntwo\nunfin\n", _console.ToString());
    }

    [Fact]
    public void A_file_that_was_cut_or_replaced_is_read_from_its_beginning()
    {
        var path = _folder.PathOf("a.log");
        var file = new FollowedFile(path);
        Assert.Empty(file.Read());
        File.WriteAllText(path, "one\ntwo\n");
        Assert.Equal(["one", "two"], file.Read());
        File.WriteAllText(path, "cut\n");
        Assert.Equal(["cut"], file.Read());
        File.Move(path, $"{path}.1");
        File.WriteAllText(path, "another file\n");
        Assert.Equal(["another file"], file.Read());
        File.AppendAllText(path, "goes on\n");
        Assert.Equal(["goes on"], file.Read());
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_a_huge_log_only_the_end_is_read()
    {
        var path = _folder.PathOf("huge.log");
        await using (var log = File.Create(path))
        {
            log.SetLength(4L << 30);
            log.Position = log.Length;
            await log.WriteAsync("the rest of a line\nwhole\n"u8.ToArray(), Cancellation);
        }

        var file = new FollowedFile(path, tail: 100);
        Assert.Equal(["whole"], file.Read());
        await File.AppendAllTextAsync(path, "next\n", Cancellation);
        Assert.Equal(["next"], file.Read());
    }

    private async Task<string> PrintAsync(string process, int lines = 10)
    {
        await LogView.PrintAsync(Layout, process, lines, isFollowing: false, _console, Cancellation);
        return _console.ToString();
    }

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.PathOf(file))!);
        File.WriteAllText(_folder.PathOf(file), text);
    }
}
