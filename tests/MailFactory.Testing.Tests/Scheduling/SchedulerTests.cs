using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Tests.Scheduling;

public sealed class SchedulerTests
{
    private static readonly ScheduleState _start = new() { Now = TimeSpan.Zero };

    [Fact]
    public void Long_items_start_first_and_only_as_many_as_fit() =>
        Assert.Equal(
            ["long", "middle"],
            Scheduler(Work.Item("short", 1, 40), Work.Item("middle", 2, 40), Work.Item("long", 3, 40)).Decide(_start).Distros()
        );

    [Fact]
    public void An_item_waits_for_what_it_depends_on_and_no_longer()
    {
        var scheduler = Scheduler(Work.Item("a", 1), Work.Item("b", 1, after: "a"), Work.Item("c", 5));
        Assert.Equal(["c", "a"], scheduler.Decide(_start).Distros());
        Assert.Equal(["c", "b"], scheduler.Decide(_start with { Over = Ids("a") }).Distros());
    }

    [Fact]
    public void A_small_item_fills_a_gap_that_ends_before_the_large_one_can_start()
    {
        var (running, large, small) = (Work.Item("running", 10, 60), Work.Item("large", 9, 50), Work.Item("small", 5, 40));
        Assert.Equal(["small"], Scheduler(running, large, small).Decide(Running(running, at: 2)).Distros());
    }

    [Fact]
    public void A_small_item_that_would_put_the_large_one_off_waits()
    {
        var (running, large, small) = (Work.Item("running", 10, 60), Work.Item("large", 20, 70), Work.Item("small", 9, 40));
        Assert.Empty(Scheduler(running, large, small).Decide(Running(running, at: 2)).Starts);
    }

    [Fact]
    public void A_long_item_that_fits_beside_the_waiting_one_starts()
    {
        var (running, large, small) = (Work.Item("running", 10, 60), Work.Item("large", 20, 60), Work.Item("small", 15, 40));
        Assert.Equal(["small"], Scheduler(running, large, small).Decide(Running(running, at: 2)).Distros());
    }

    [Fact]
    public void An_item_that_takes_longer_than_expected_is_expected_to_end_now()
    {
        var (running, large, small) = (Work.Item("running", 10, 60), Work.Item("large", 20, 70), Work.Item("small", 1, 40));
        Assert.Empty(Scheduler(running, large, small).Decide(Running(running, at: 99)).Starts);
    }

    [Fact]
    public void Machines_start_one_after_the_other_and_keep_their_place_meanwhile()
    {
        var scheduler = new Scheduler(
            new WorkGraph([Work.Machine("a", 9, 30), Work.Machine("b", 8, 50), Work.Item("c", 1, 30)]),
            Work.Host with
            {
                Stagger = Work.Seconds(5),
            }
        );
        var first = scheduler.Decide(_start);
        Assert.Equal(["a"], first.Distros());
        Assert.Equal(Work.Seconds(5), first.LookAgain);
        var later = new ScheduleState
        {
            Now = Work.Seconds(5),
            LastMachineStart = TimeSpan.Zero,
            Running = [new(first.Starts[0], TimeSpan.Zero)],
        };
        Assert.Equal(["b"], scheduler.Decide(later).Distros());
    }

    [Fact]
    public void A_busy_host_gets_no_more_machines_but_other_work()
    {
        var running = Work.Machine("running", 9);
        var scheduler = new Scheduler(new WorkGraph([running, Work.Machine("machine", 8), Work.Item("other", 1)]), Work.Host)
        {
            IsTooBusyFor = _ => true,
        };
        var decision = scheduler.Decide(Running(running, at: 1));
        Assert.Equal(["other"], decision.Distros());
        Assert.Equal(Work.Seconds(1) + MailFactory.Testing.Scheduling.Scheduler.GuardInterval, decision.LookAgain);
    }

    [Fact]
    public void A_busy_host_that_runs_nothing_of_ours_gets_a_machine_all_the_same() =>
        Assert.Equal(
            ["a"],
            new Scheduler(new WorkGraph([Work.Machine("a", 1), Work.Machine("b", 1)]), Work.Host) { IsTooBusyFor = _ => true }
                .Decide(_start)
                .Distros()
        );

    [Fact]
    public void What_can_never_fit_is_refused_with_the_numbers_and_what_changes_them()
    {
        var error = Assert.Throws<ScheduleException>(() =>
            Scheduler(
                Work.Item("fits", 1, 100),
                Work.Item("large", 3) with
                {
                    Needs = new() { MemoryMiB = 101, Cpus = 102 },
                },
                Work.Item("also", 2, 101)
            )
        );
        Assert.Equal(
            "large Install and 1 more need 101 MiB of memory, and this host allows 100: --memory or --host-memory changes that; "
                + "large Install needs 102 CPUs, and this host allows 100: --cpus or --host-cpus changes that",
            error.Message
        );
    }

    private static Scheduler Scheduler(params WorkItem[] items) => new(new WorkGraph(items), Work.Host);

    private static ScheduleState Running(WorkItem item, double at) =>
        new() { Now = Work.Seconds(at), Running = [new(item, TimeSpan.Zero)] };

    private static HashSet<ItemId> Ids(params string[] distros) => [.. distros.Select(distro => new ItemId(distro, Stage.Install))];
}
