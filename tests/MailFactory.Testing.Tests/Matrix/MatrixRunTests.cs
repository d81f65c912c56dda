using System.Collections.Concurrent;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Matrix;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;
using Serilog.Core;

namespace MailFactory.Testing.Tests.Matrix;

public sealed class MatrixRunTests
{
    private static readonly TimeSpan _timeToCome = TimeSpan.FromMilliseconds(400);
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    [Fact(Timeout = 30_000)]
    public async Task What_a_stage_makes_reaches_the_next_and_what_a_failed_one_made_does_not()
    {
        var seen = new ConcurrentDictionary<Stage, StageProduct>();
        await using var run = Run(
            ["debian-12"],
            1,
            new Work(Stage.Download, _ => Task.CompletedTask) { Made = new FetchedMedium(_medium), Seen = seen },
            new Work(Stage.Verify, _ => throw new IOException("no proof")) { Made = new ProvenMedium(_medium), Seen = seen }
        );
        run.Start(TestContext.Current.CancellationToken);
        await run.WhenAllOverAsync();
        Assert.IsType<NothingYet>(seen[Stage.Download]);
        Assert.Equal(new FetchedMedium(_medium), seen[Stage.Verify]);
        Assert.Equal(new FetchedMedium(_medium), run.ProductOf(run.Distros[0]));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_distro_moves_on_while_another_is_still_in_an_earlier_stage()
    {
        var slow = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        await using var run = Run(
            ["debian-11", "debian-12"],
            1,
            new Work(Stage.Download, distro => distro == "debian-11" ? slow.Task : Task.CompletedTask),
            new Work(
                Stage.Verify,
                distro =>
                {
                    reached.TrySetResult();
                    return Task.CompletedTask;
                }
            )
        );
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
            new Work(Stage.Verify, _ => Task.CompletedTask)
        );
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
        var two = new TaskCompletionSource();
        var three = new TaskCompletionSource();
        await using var run = Run(
            ["debian-11", "debian-12", "debian-13"],
            2,
            new Work(
                Stage.Install,
                async _ =>
                {
                    var now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    (now >= 2 ? two : new()).TrySetResult();
                    (now >= 3 ? three : new()).TrySetResult();
                    await two.Task;
                    // A third that does not wait for one of the two has this long to come.
                    await Task.WhenAny(three.Task, Task.Delay(_timeToCome));
                    Interlocked.Decrement(ref running);
                }
            )
            {
                Machine = true,
            }
        );
        run.Start(TestContext.Current.CancellationToken);
        await run.WhenOverAsync(Stage.Install);
        Assert.Equal(2, most);
    }

    [Fact(Timeout = 10_000)]
    public async Task Later_stages_that_have_nothing_to_do_do_not_wait_for_a_machine_slot()
    {
        var installing = new TaskCompletionSource();
        await using var run = Run(
            ["debian-11", "debian-12"],
            1,
            new Work(Stage.Create, _ => Task.CompletedTask),
            new Work(Stage.Install, distro => distro == "debian-11" ? installing.Task : Task.CompletedTask) { Machine = true, Done = true },
            new Work(Stage.Archive, _ => Task.CompletedTask) { Done = true }
        );
        run.Start(TestContext.Current.CancellationToken);
        while (run.Ended.Count(result => result.Distro == "debian-12") < 3)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.DoesNotContain(run.Ended, result => result is { Distro: "debian-11", Stage: Stage.Install });
        installing.SetResult();
        Assert.Equal(2, (await run.WhenOverAsync(Stage.Archive)).Count);
    }

    [Fact(Timeout = 10_000)]
    public async Task Every_result_is_learned_from_before_it_is_told()
    {
        var learned = new List<Stage>();
        await using var run = Run(
            ["debian-11"],
            1,
            [new Work(Stage.Download, _ => throw new ToolException("no mirror")), new Work(Stage.Verify, _ => Task.CompletedTask)],
            result =>
            {
                learned.Add(result.Stage);
                return Task.CompletedTask;
            }
        );
        run.Start(TestContext.Current.CancellationToken);
        await run.WhenOverAsync(Stage.Verify);
        Assert.Equal([Stage.Download, Stage.Verify], learned);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_cancelled_distro_that_waited_for_a_machine_slot_ends_with_its_later_stages_not_reached()
    {
        using var cancellation = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        await using var run = Run(
            ["debian-11", "debian-12"],
            1,
            new Work(
                Stage.Install,
                _ =>
                {
                    started.TrySetResult();
                    return Task.Delay(Timeout.Infinite, cancellation.Token);
                }
            )
            {
                Machine = true,
            },
            new Work(Stage.Archive, _ => Task.CompletedTask)
        );
        run.Start(cancellation.Token);
        await started.Task;
        await cancellation.CancelAsync();
        Assert.Equal(
            ["not reached: Install was cancelled", "not reached: Install was cancelled"],
            (await run.WhenOverAsync(Stage.Archive)).Select(result => result.Summary)
        );
        Assert.Equal(["cancelled", "cancelled"], (await run.WhenOverAsync(Stage.Install)).Select(result => result.Summary));
    }

    [Fact(Timeout = 10_000)]
    public async Task Cancelling_ends_every_distro_as_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await using var run = Run(
            ["debian-11", "debian-12"],
            1,
            new Work(Stage.Install, _ => Task.Delay(Timeout.Infinite, cancellation.Token)) { Machine = true }
        );
        run.Start(cancellation.Token);
        await cancellation.CancelAsync();
        Assert.All(await run.WhenOverAsync(Stage.Install), result => Assert.Equal(FailureClass.Cancelled, result.FailureClass));
    }

    [Fact(Timeout = 10_000)]
    public async Task An_error_beside_a_stage_is_the_result_of_that_stage_and_of_those_after_it()
    {
        var learned = 0;
        await using var run = Run(
            ["debian-11"],
            1,
            [new Work(Stage.Download, _ => Task.CompletedTask), new Work(Stage.Verify, _ => Task.CompletedTask)],
            _ => ++learned == 1 ? throw new InvalidOperationException("no history") : Task.CompletedTask
        );
        run.Start(TestContext.Current.CancellationToken);
        var results = await run.WhenOverAsync(Stage.Download);
        Assert.Equal(["internal error, please report it: InvalidOperationException: no history"], results.Select(result => result.Summary));
        Assert.All(await run.WhenOverAsync(Stage.Verify), result => Assert.Equal(Verdict.Failed, result.Verdict));
        await run.WhenAllOverAsync();
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen) { }
    }

    private static readonly Medium _medium = new()
    {
        DistroId = "debian-12",
        Kind = MediumKind.Netboot,
        FilePath = "/isos/medium",
        Sha256 = "00",
        Version = "1",
        Trust = TrustLevel.Signed,
        Proof = "a test",
    };

    private static MatrixRun Run(string[] distros, int slots, params Work[] stages) => Run(distros, slots, stages, _ => Task.CompletedTask);

    private static MatrixRun Run(string[] distros, int slots, Work[] stages, Func<StageResult, Task> learn)
    {
        var graph = new WorkGraph([
            .. distros.SelectMany(distro =>
                stages.Select(
                    (work, index) =>
                        new WorkItem
                        {
                            Id = new ItemId(distro, work.Stage),
                            Needs = new Resources { Machines = work.Machine ? 1 : 0 },
                            DependsOn = index == 0 ? [] : [new ItemId(distro, stages[index - 1].Stage)],
                        }
                )
            ),
        ]);
        var host = new HostBudget
        {
            MemoryMiB = 1,
            Cpus = 1,
            DiskGiB = 1,
            Machines = slots,
            Stagger = TimeSpan.Zero,
        };
        return new MatrixRun(
            _catalog.Select(distros),
            stages,
            new ScheduleLoop(new Scheduler(graph, host), TimeProvider.System),
            new StageRunner(TimeProvider.System, Logger.None)
        )
        {
            StageEnded = (result, _) => learn(result),
        };
    }

    private sealed class Work(Stage stage, Func<string, Task> body) : StageWork
    {
        public bool Machine { get; init; }

        public override Stage Stage => stage;

        public override bool IsDone(Distro distro, StageProduct product) => Done;

        public bool Done { get; init; }

        public StageProduct? Made { get; init; }

        public ConcurrentDictionary<Stage, StageProduct> Seen { get; init; } = [];

        public override async Task<StageOutcome> RunAsync(Distro distro, StageProduct product, CancellationToken cancellationToken)
        {
            Seen[stage] = product;
            await body(distro.Id);
            return StageOutcome.Passed("done") with { Product = Made };
        }
    }
}
