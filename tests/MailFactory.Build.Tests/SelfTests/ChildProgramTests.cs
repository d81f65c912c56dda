namespace MailFactory.Build.Tests.SelfTests;

public sealed class ChildProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _lines = [];

    public void Dispose()
    {
        _folder.Dispose();
        _stop.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task Its_lines_and_its_exit_code_come_out_and_its_arguments_go_in_as_they_are()
    {
        var exitCode = await RunAsync("printf '%s\\n' \"$1\"; pwd; exit 3", "two words \" and $HOME");
        Assert.Equal(3, exitCode);
        Assert.Equal(["two words \" and $HOME", _folder.Path], _lines);
    }

    [Fact(Timeout = 60_000)]
    public async Task It_is_asked_to_end_when_the_build_is_and_may_put_things_in_order()
    {
        // A shell cannot trap what was ignored when it began, as in what a script starts with "&".
        var isHeard = await RunAsync("trap 'exit 7' INT; kill -INT $$; exit 0") == 7;
        Assert.SkipUnless(isHeard, "SIGINT is ignored by all that is started here");
        var running = RunAsync("trap ': >in-order; exit 0' INT; echo ready; while :; do sleep 0.05; done");
        await ReadyAsync();
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        // What it says by then may be lost; what it does is done.
        Assert.True(File.Exists(_folder.PathOf("in-order")));
    }

    [Fact(Timeout = 60_000)]
    public async Task One_that_does_not_listen_is_killed_with_what_it_has_started()
    {
        var running = RunAsync("trap '' INT; sleep 300 & echo $!; echo ready; wait", patience: TimeSpan.FromSeconds(1));
        await ReadyAsync();
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await UntilAsync(() => !Directory.Exists($"/proc/{_lines[0]}"));
    }

    // One of its own: the program is waited for where it was started.
    private Task<int> RunAsync(string script, string argument = "", TimeSpan? patience = null) =>
        Task.Run(() =>
            new ChildProgram(_folder.Path, _stop.Token) { Patience = patience ?? TimeSpan.FromSeconds(20) }.Run(
                "bash",
                ["-c", script, "bash", argument],
                line =>
                {
                    lock (_lines)
                    {
                        _lines.Add(line);
                    }
                }
            )
        );

    private Task ReadyAsync() =>
        UntilAsync(() =>
        {
            lock (_lines)
            {
                return _lines.Contains("ready");
            }
        });

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
