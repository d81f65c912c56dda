using MailFactory.Testing.Processes;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Tests.Processes;

public sealed class ChildProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private LeaseRegistry Leases => new(_folder.PathOf("pids"), TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Its_output_and_errors_go_to_the_log_and_its_exit_code_is_told()
    {
        await using var child = await StartAsync("echo out; echo err >&2; exit 7");
        Assert.Equal(7, await child.Exited);
        Assert.Equal(["out", "err"], await File.ReadAllLinesAsync(child.LogPath, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task Arguments_reach_the_program_as_they_are()
    {
        const string hostile = "a b'c\"d $HOME `id` ; exit 3";
        await using var child = await ChildProcess.StartAsync(
            ToolCommand.Create("printf", "%s", hostile),
            "test",
            ProcessKind.Machine,
            _folder.PathOf("log"),
            Leases,
            null,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        await child.Exited;
        Assert.Equal(hostile, await File.ReadAllTextAsync(child.LogPath, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task It_has_a_lease_while_it_lives_and_gives_it_back()
    {
        await using (var child = await StartAsync("sleep 60"))
        {
            var lease = Assert.Single(await Leases.ListAsync(TestContext.Current.CancellationToken));
            Assert.Equal(child.Identity, lease.Process);
            Assert.Equal(ProcessIdentity.Current, lease.Owner);
        }

        Assert.Empty(await Leases.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task One_that_was_let_go_lives_on_and_is_no_leftover_until_it_has_ended()
    {
        var child = await StartAsync("sleep 60");
        await child.KeepRunningAsync(TestContext.Current.CancellationToken);
        await child.DisposeAsync();

        Assert.True(child.Identity.IsRunning);
        Assert.Equal(ReapOutcome.StillOwned, Assert.Single(await Leases.ReapAsync(TestContext.Current.CancellationToken)).Outcome);
        Assert.True(Assert.Single(await Leases.ListAsync(TestContext.Current.CancellationToken)).IsKeptRunning);

        await ProcessEnding.EndAsync(child.Identity, ProcessEnding.Grace, TimeProvider.System);
        Assert.Equal(ReapOutcome.AlreadyGone, Assert.Single(await Leases.ReapAsync(TestContext.Current.CancellationToken)).Outcome);
        Assert.Empty(await Leases.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task Stopping_it_ends_all_that_it_started_even_what_ran_away_from_its_parent()
    {
        await using var child = await StartAsync("(sleep 60 & sleep 60 & echo started); sleep 60");
        await Wait.UntilAsync(
            "the child has started its own",
            token => SaysAsync(child, token),
            TimeSpan.FromSeconds(10),
            TimeSpan.FromMilliseconds(20),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        var session = child.Identity.Session();
        Assert.True(session.Count >= 3);

        await child.StopAsync();

        Assert.DoesNotContain(session, member => member.IsRunning);
        Assert.False(child.WasKilled);
    }

    [Fact(Timeout = 30_000)]
    public async Task One_that_ignores_SIGTERM_is_killed()
    {
        await using var child = await StartAsync("trap '' TERM; echo started; while :; do sleep 0.05; done");
        await Wait.UntilAsync(
            "the trap is set",
            token => SaysAsync(child, token),
            TimeSpan.FromSeconds(10),
            TimeSpan.FromMilliseconds(20),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );

        Assert.True(await ProcessEnding.EndAsync(child.Identity, TimeSpan.FromMilliseconds(300), TimeProvider.System));
        Assert.Equal(128 + 9, await child.Exited);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_missing_program_is_named()
    {
        var error = await Assert.ThrowsAsync<ToolException>(() =>
            ChildProcess.StartAsync(
                ToolCommand.Create("no-such-program"),
                "test",
                ProcessKind.Machine,
                _folder.PathOf("log"),
                Leases,
                null,
                TimeProvider.System,
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("no-such-program is not installed", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Leases.ListAsync(TestContext.Current.CancellationToken));
    }

    private Task<ChildProcess> StartAsync(string script) =>
        ChildProcess.StartAsync(
            ToolCommand.Create("sh", "-c", script),
            "test",
            ProcessKind.Machine,
            _folder.PathOf("log"),
            Leases,
            null,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );

    // The child opens its log itself, so it may not be there yet.
    private static async Task<bool> SaysAsync(ChildProcess child, CancellationToken token) =>
        File.Exists(child.LogPath) && (await File.ReadAllTextAsync(child.LogPath, token)).Contains("started", StringComparison.Ordinal);
}
