using CsCheck;
using MailFactory.Testing.Scheduling;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Tests.Scheduling;

/// <summary>What holds for every work on every host that it fits.</summary>
public sealed class SchedulePropertyTests
{
    [Fact]
    public void Never_is_more_in_use_than_the_host_has() =>
        Holds(
            (host, _, plan) =>
                plan.Items.All(start => PlanFacts.InUse(plan.Items, start.Start).FitIn(host.Capacity)) && plan.Peak.FitIn(host.Capacity)
        );

    [Fact]
    public void Every_item_runs_once_for_its_time() =>
        Holds(
            (_, graph, plan) =>
                plan.Items.Select(item => item.Item.Id).ToHashSet().SetEquals(graph.Items.Select(item => item.Id))
                && plan.Items.Count == graph.Items.Count
                && plan.Items.All(item => item.End - item.Start == item.Item.Expected)
        );

    [Fact]
    public void No_item_starts_before_what_it_depends_on_is_over() =>
        Holds(
            (_, _, plan) =>
            {
                var ends = plan.Items.ToDictionary(item => item.Item.Id, item => item.End);
                return plan.Items.All(item => item.Item.DependsOn.All(before => ends[before] <= item.Start));
            }
        );

    [Fact]
    public void Machines_keep_their_distance() =>
        Holds(
            (host, _, plan) =>
            {
                var starts = plan.Items.Where(item => item.Item.RunsMachine).Select(item => item.Start).ToList();
                return starts.Zip(starts.Skip(1)).All(pair => pair.Second - pair.First >= host.Stagger);
            }
        );

    [Fact]
    public void The_end_is_between_the_lower_bound_and_the_proved_one() =>
        Holds(
            (_, _, plan) =>
                plan.Makespan >= plan.Bounds.Lower - Work.Seconds(0.001) && plan.Makespan <= plan.Bounds.Proved + Work.Seconds(0.001)
        );

    [Fact]
    public void Something_waits_only_while_something_that_is_ready_does_not_fit() =>
        RandomWork.All.Sample(
            (host, graph) =>
            {
                var items = Simulation.Run(graph, host with { Stagger = TimeSpan.Zero });
                var ends = items.ToDictionary(item => item.Item.Id, item => item.End);
                return items.All(moment =>
                {
                    var now = moment.Start;
                    var free = host.Capacity - PlanFacts.InUse(items, now);
                    var waiting = items.Where(item => item.Start > now && item.Item.DependsOn.All(before => ends[before] <= now)).ToList();
                    return waiting.Count == 0 || waiting.Any(item => !item.Item.Needs.FitIn(free));
                });
            },
            iter: 300
        );

    [Fact]
    public void The_same_work_gives_the_same_schedule() =>
        Holds((host, graph, plan) => Schedule.Forecast(new WorkGraph(graph.Items), host).Items.SequenceEqual(plan.Items));

    [Fact]
    public void The_order_in_which_running_items_are_told_changes_no_decision() =>
        Holds(
            (host, graph, plan) =>
                plan.Items.All(moment =>
                {
                    var state = new ScheduleState
                    {
                        Now = moment.Start,
                        Running =
                        [
                            .. plan
                                .Items.Where(item => item.Start < moment.Start && item.End > moment.Start)
                                .Select(item => new RunningItem(item.Item, item.Start)),
                        ],
                        Over = plan.Items.Where(item => item.End <= moment.Start).Select(item => item.Item.Id).ToHashSet(),
                    };
                    var scheduler = new Scheduler(graph, host);
                    return scheduler
                        .Decide(state)
                        .Starts.SequenceEqual(scheduler.Decide(state with { Running = [.. state.Running.Reverse()] }).Starts);
                })
        );

    [Fact]
    public void Work_that_takes_longer_or_shorter_than_expected_still_runs_to_the_end_within_the_budget() =>
        Gen.Select(RandomWork.All, Gen.Double[0, 3].Array[30])
            .Sample(
                (work, factors) =>
                {
                    var (host, graph) = work;
                    var scheduler = new Scheduler(graph, host with { Stagger = TimeSpan.Zero });
                    var ends = new Dictionary<ItemId, TimeSpan>();
                    var running = new List<RunningItem>();
                    var over = new HashSet<ItemId>();
                    var now = TimeSpan.Zero;
                    while (over.Count < graph.Items.Count)
                    {
                        foreach (
                            var item in scheduler
                                .Decide(
                                    new ScheduleState
                                    {
                                        Now = now,
                                        Running = running,
                                        Over = over,
                                    }
                                )
                                .Starts
                        )
                        {
                            running.Add(new RunningItem(item, now));
                            ends[item.Id] = now + (item.Expected * factors[ends.Count]);
                        }

                        if (
                            running.Count == 0
                            || !running.Aggregate(new Resources(), (sum, item) => sum + item.Item.Needs).FitIn(host.Capacity)
                        )
                        {
                            return false;
                        }

                        now = running.Min(item => ends[item.Item.Id]);
                        over.UnionWith(running.Where(item => ends[item.Item.Id] <= now).Select(item => item.Item.Id));
                        running.RemoveAll(item => over.Contains(item.Item.Id));
                    }

                    return true;
                }
            );

    private static void Holds(Func<HostBudget, WorkGraph, SchedulePlan, bool> property) =>
        RandomWork.All.Sample((host, graph) => property(host, graph, Schedule.Forecast(graph, host)), iter: 300);
}
