namespace MailFactory.Testing.Scheduling;

/// <summary>Runs items when the scheduler says so.</summary>
/// <param name="scheduler">Decides what starts.</param>
/// <param name="time">The clock.</param>
internal sealed class ScheduleLoop(Scheduler scheduler, TimeProvider time)
{
    /// <summary>
    /// Runs all items. A cancelled run still takes every item through <paramref name="run"/>, at once and without regard to the
    /// budget, so that each has its result; the caller's token tells it that there is nothing to do.
    /// </summary>
    /// <param name="run">Does an item and tells what is over with it: the item, and those that are not worth starting any more.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task RunAsync(Func<WorkItem, Task<IReadOnlyList<ItemId>>> run, CancellationToken cancellationToken)
    {
        var stamp = time.GetTimestamp();
        var running = new Dictionary<Task<IReadOnlyList<ItemId>>, RunningItem>();
        var over = new HashSet<ItemId>();
        TimeSpan? lastMachine = null;
        while (over.Count < scheduler.Graph.Items.Count)
        {
            var isStopping = cancellationToken.IsCancellationRequested;
            var state = new ScheduleState
            {
                Now = time.GetElapsedTime(stamp),
                Running = [.. running.Values],
                Over = over,
                LastMachineStart = lastMachine,
            };
            var decision = isStopping ? new ScheduleDecision([.. scheduler.Graph.Ready(state)], LookAgain: null) : scheduler.Decide(state);
            foreach (var item in decision.Starts)
            {
                running.Add(Task.Run(() => run(item), CancellationToken.None), new RunningItem(item, state.Now));
                lastMachine = item.RunsMachine ? state.Now : lastMachine;
            }

            await WhenAnyEndsAsync(
                    running.Keys,
                    decision.LookAgain - time.GetElapsedTime(stamp),
                    isStopping ? CancellationToken.None : cancellationToken
                )
                .ConfigureAwait(false);
            foreach (var ended in running.Keys.Where(task => task.IsCompleted).ToList())
            {
                running.Remove(ended);
                over.UnionWith(await ended.ConfigureAwait(false));
            }
        }
    }

    private async Task WhenAnyEndsAsync(IEnumerable<Task> running, TimeSpan? limit, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = Task.Delay(
            limit is { } left ? TimeSpan.FromTicks(Math.Max(0, left.Ticks)) : Timeout.InfiniteTimeSpan,
            time,
            done.Token
        );
        await Task.WhenAny([.. running, pause]).ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);
    }
}
