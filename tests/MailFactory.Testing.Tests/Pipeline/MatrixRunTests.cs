using MailFactory.Testing.Distros;
using MailFactory.Testing.Pipeline;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using Serilog.Core;

namespace MailFactory.Testing.Tests.Pipeline;

public sealed class MatrixRunTests
{
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    [Fact(Timeout = 10_000)]
    public async Task A_distro_moves_on_while_another_is_still_in_an_earlier_stage()
    {
        var slow = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        await using var run = Run(
            ["debian-11", "debian-12"],
            1,
            new Work(Stage.Download, distro => distro == "debian-11" ? slow.Task : Task.CompletedTask),
            new Work(Stage.Verify, distro =>
            {
                reached.TrySetResult();
                return Task.CompletedTask;
            }));
        run.Start(TestContext.Current.CancellationToken);
        await reached.Task;
        Assert.Equal(["debian-12"], run.Ended.Select(result => result.Distro).Distinct());
        slow.SetResult();
        Assert.All(await run.WhenOverAsync(Stage.Verify), result => Assert.Equal(Verdict.Passed, result.Verdict));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_failed_distro_stops_nobody_else_and_its_later_stages_are_not_reached()
    {
        await using var run = Run(
            ["debian-11", "debian-12"],
            1,
            new Work(Stage.Download, distro => distro == "debian-11" ? throw new ToolException("no qemu") : Task.CompletedTask),
            new Work(Stage.Verify, _ => Task.CompletedTask));
        run.Start(TestContext.Current.CancellationToken);
        var results = await run.WhenOverAsync(Stage.Verify);
        Assert.Equal(["not reached: Download failed", "done"], results.Select(result => result.Summary));
        Assert.Equal(FailureClass.Infrastructure, run.Ended.Single(result => result.Verdict == Verdict.Failed).FailureClass);
    }

    [Fact(Timeout = 10_000)]
    public async Task Never_more_machines_run_than_there_are_slots()
    {
        var running = 0;
        var most = 0;
        await using var run = Run(["debian-11", "debian-12", "debian-13"], 2, new Work(Stage.Install, async _ =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
        })
        { Machine = true });
        run.Start(TestContext.Current.CancellationToken);
        await run.WhenOverAsync(Stage.Install);
        Assert.InRange(most, 1, 2);
    }

    [Fact(Timeout = 10_000)]
    public async Task Cancelling_ends_every_distro_as_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await using var run = Run(["debian-11", "debian-12"], 1, new Work(Stage.Install, _ => Task.Delay(Timeout.Infinite, cancellation.Token)) { Machine = true });
        run.Start(cancellation.Token);
        await cancellation.CancelAsync();
        Assert.All(await run.WhenOverAsync(Stage.Install), result => Assert.Equal(FailureClass.Cancelled, result.FailureClass));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }

    private static MatrixRun Run(string[] distros, int slots, params StageWork[] stages) => new(
        [.. _catalog.Select(distros).Select(distro => new DistroRun(distro))], stages, slots, new StageRunner(TimeProvider.System, Logger.None));

    private sealed class Work(Stage stage, Func<string, Task> body) : StageWork
    {
        public bool Machine { get; init; }

        public override Stage Stage => stage;

        public override bool NeedsMachine => Machine;

        public override async Task<StageOutcome> RunAsync(DistroRun run, CancellationToken cancellationToken)
        {
            await body(run.Distro.Id);
            return StageOutcome.Passed("done");
        }
    }
}
