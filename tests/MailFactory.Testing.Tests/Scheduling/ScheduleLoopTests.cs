using System.Collections.Concurrent;
using MailFactory.Testing.Scheduling;
using MailFactory.Testing.Scheduling.Durations;
using MailFactory.Testing.Scheduling.Plans;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Scheduling;

public sealed class ScheduleLoopTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_run_whose_items_take_their_expected_time_goes_as_forecast()
    {
        // No two items end at the same moment, as the loop may look in between.
        var items = Schedule.Graph(Twelve.Plans(), DurationHistory.Empty).Items;
        var graph = new WorkGraph([
            .. items.Select((item, number) => item with { Expected = item.Expected + TimeSpan.FromMilliseconds(number * number) }),
        ]);
        var plan = Schedule.Forecast(graph, Twelve.Host);
        Assert.Distinct(plan.Items.Select(item => item.End));
        var begin = _time.GetTimestamp();
        var starts = new ConcurrentDictionary<ItemId, TimeSpan>();
        var running = new ScheduleLoop(new Scheduler(graph, Twelve.Host), new StrictTime(_time)).RunAsync(
            async item =>
            {
                var over = Task.Delay(item.Expected, _time, Cancellation);
                starts[item.Id] = _time.GetElapsedTime(begin);
                await over;
                return [item.Id];
            },
            Cancellation
        );

        foreach (var moment in plan.Items.SelectMany(item => new[] { item.Start, item.End }).Distinct().Order())
        {
            _time.Advance(moment - _time.GetElapsedTime(begin));
            while (starts.Count < plan.Items.Count(item => item.Start <= moment))
            {
                await Task.Delay(1, Cancellation);
            }
        }

        await running;
        Assert.Equal(plan.Items.ToDictionary(item => item.Item.Id, item => item.Start), starts);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_cancelled_run_takes_the_rest_through_at_once_and_in_order()
    {
        using var cancellation = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var done = new ConcurrentQueue<string>();
        var graph = new WorkGraph([Work.Item("first", 9, 100), Work.Item("waits", 5, 100), Work.Item("after", 1, after: "waits")]);
        var running = new ScheduleLoop(new Scheduler(graph, Work.Host), _time).RunAsync(
            async item =>
            {
                begun.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                done.Enqueue(item.Id.Distro);
                return [item.Id];
            },
            cancellation.Token
        );
        await begun.Task;
        await cancellation.CancelAsync();
        await running;
        Assert.Equal(["after", "first", "waits"], done.Order());
        Assert.True(done.ToList().IndexOf("waits") < done.ToList().IndexOf("after"));
    }

    [Fact(Timeout = 10_000)]
    public async Task Items_that_ended_with_another_are_not_run()
    {
        var run = new ConcurrentQueue<string>();
        var graph = new WorkGraph([Work.Item("a", 1), Work.Item("b", 1, after: "a"), Work.Item("c", 1, after: "b")]);
        await new ScheduleLoop(new Scheduler(graph, Work.Host), _time).RunAsync(
            item =>
            {
                run.Enqueue(item.Id.Distro);
                return Task.FromResult<IReadOnlyList<ItemId>>(item.Id.Distro == "a" ? [item.Id, item.Id with { Distro = "b" }] : [item.Id]);
            },
            Cancellation
        );
        Assert.Equal(["a", "c"], run);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_host_that_was_busy_is_asked_again()
    {
        var isBusy = true;
        var asked = new SemaphoreSlim(0);
        var second = new TaskCompletionSource();
        var first = new TaskCompletionSource<IReadOnlyList<ItemId>>();
        var scheduler = new Scheduler(new WorkGraph([Work.Machine("a", 2), Work.Machine("b", 1)]), Work.Host)
        {
            IsTooBusyFor = _ =>
            {
                asked.Release();
                return isBusy;
            },
        };
        var running = new ScheduleLoop(scheduler, _time).RunAsync(
            item =>
            {
                if (item.Id.Distro == "a")
                {
                    return first.Task;
                }

                second.SetResult();
                return Task.FromResult<IReadOnlyList<ItemId>>([item.Id]);
            },
            Cancellation
        );
        await asked.WaitAsync(Cancellation);
        Assert.False(second.Task.IsCompleted);
        isBusy = false;
        _time.Advance(Scheduler.GuardInterval);
        await second.Task;
        first.SetResult([scheduler.Graph.Items[0].Id]);
        await running;
    }
}
