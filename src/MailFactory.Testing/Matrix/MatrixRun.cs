using System.Collections.Concurrent;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Matrix;

/// <summary>
/// Takes every distro through the stages, each at its own pace: a distro moves on as soon as its own previous stage passed,
/// and one that fails stops nobody else.
/// </summary>
internal sealed class MatrixRun : IAsyncDisposable
{
    private readonly IReadOnlyList<Distro> _distros;
    private readonly IReadOnlyList<StageWork> _stages;
    private readonly ScheduleLoop _loop;
    private readonly StageRunner _runner;
    private readonly Dictionary<ItemId, TaskCompletionSource<StageResult>> _results;
    private readonly List<StageResult> _ended = [];
    private readonly Lock _endedLock = new();
    private readonly ConcurrentDictionary<string, StageProduct> _products = new(StringComparer.Ordinal);
    private Task _running = Task.CompletedTask;

    /// <summary>Prepares a run; nothing happens before <see cref="Start"/>.</summary>
    /// <param name="distros">The distros.</param>
    /// <param name="stages">The stages to do, in their order.</param>
    /// <param name="loop">Decides when each stage of each distro starts.</param>
    /// <param name="runner">Runs one stage of one distro.</param>
    public MatrixRun(IReadOnlyList<Distro> distros, IReadOnlyList<StageWork> stages, ScheduleLoop loop, StageRunner runner)
    {
        _distros = distros;
        _stages = stages;
        _loop = loop;
        _runner = runner;
        _results = distros
            .SelectMany(distro => stages.Select(stage => new ItemId(distro.Id, stage.Stage)))
            .ToDictionary(item => item, _ => new TaskCompletionSource<StageResult>(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    /// <summary>
    /// Told how each stage ended, and whether it was reached at all, before anybody who waits for it; must not throw.
    /// </summary>
    public Func<StageResult, bool, Task> StageEnded { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Says what the host lacks for an item, with the numbers; null when it lacks nothing.</summary>
    public Func<WorkItem, string?> ShortageOf { get; init; } = _ => null;

    /// <summary>The distros of the run.</summary>
    public IReadOnlyList<Distro> Distros => _distros;

    /// <summary>The results so far, in the order in which the stages ended.</summary>
    public IReadOnlyList<StageResult> Ended
    {
        get
        {
            lock (_endedLock)
            {
                return [.. _ended];
            }
        }
    }

    /// <summary>What the stages have made of a distro so far.</summary>
    public StageProduct ProductOf(Distro distro) => _products.GetValueOrDefault(distro.Id) ?? new NothingYet();

    /// <summary>Starts the run.</summary>
    public void Start(CancellationToken cancellationToken) =>
        _running = Task.Run(() => RunLoopAsync(cancellationToken), CancellationToken.None);

    /// <summary>Waits until a stage is over for every distro and returns its results in the distros' order.</summary>
    public async Task<IReadOnlyList<StageResult>> WhenOverAsync(Stage stage) =>
        await Task.WhenAll(_distros.Select(distro => _results[new(distro.Id, stage)].Task)).ConfigureAwait(false);

    /// <summary>Waits until all stages are over for every distro.</summary>
    public Task WhenAllOverAsync() => Task.WhenAll(_results.Values.Select(result => result.Task));

    /// <summary>Waits until everything that was started has ended.</summary>
    public async ValueTask DisposeAsync() => await _running.ConfigureAwait(false);

    // Whoever waits for a stage gets an answer, whatever happens to the schedule.
    private async Task RunLoopAsync(CancellationToken cancellationToken)
    {
        Exception broken = new InvalidOperationException("the run ended before this stage's turn came");
        try
        {
            await _loop.RunAsync(item => RunItemAsync(item, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Everybody who waits for a stage reports it.
        catch (Exception error)
        {
            broken = error;
        }
#pragma warning restore CA1031

        foreach (var (item, result) in _results)
        {
            if (!result.Task.IsCompleted)
            {
                Over(_runner.Broken(_distros.Single(distro => distro.Id == item.Distro), item.Stage, broken));
            }
        }
    }

    private async Task<IReadOnlyList<ItemId>> RunItemAsync(WorkItem item, CancellationToken cancellationToken)
    {
        try
        {
            return await RunStagesAsync(item, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A defect of this program in one distro must not take the whole matrix down; its stages tell of it.
        catch (Exception error)
        {
            var distro = _distros.Single(distro => distro.Id == item.Id.Distro);
            var stages = _stages.Select(work => work.Stage).SkipWhile(stage => stage != item.Id.Stage).ToList();
            foreach (var stage in stages.Where(stage => !_results[new(distro.Id, stage)].Task.IsCompleted))
            {
                Over(_runner.Broken(distro, stage, error));
            }

            return [.. stages.Select(stage => new ItemId(distro.Id, stage))];
        }
#pragma warning restore CA1031
    }

    // Later stages that have nothing to do, because an earlier result holds or the distro has failed, do not wait for the host.
    private async Task<IReadOnlyList<ItemId>> RunStagesAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var distro = _distros.Single(distro => distro.Id == item.Id.Distro);
        var over = new List<ItemId>();
        StageResult? failed = null;
        foreach (var work in _stages.SkipWhile(stage => stage.Stage != item.Id.Stage))
        {
            if (over.Count > 0 && failed is null && !work.IsDone(distro, ProductOf(distro)))
            {
                break;
            }

            var result = failed is null
                ? await RunAsync(distro, work, over.Count == 0 ? item : null, cancellationToken).ConfigureAwait(false)
                : _runner.NotReached(distro, work.Stage, failed);
            result = result.Stage == item.Id.Stage ? result with { MemoryMiB = item.Needs.MemoryMiB, Cpus = item.Needs.Cpus } : result;
            await StageEnded(result, failed is null).ConfigureAwait(false);
            failed ??= result.FailureClass == FailureClass.None ? null : result;
            over.Add(Over(result));
        }

        return over;
    }

    private async Task<StageResult> RunAsync(Distro distro, StageWork work, WorkItem? item, CancellationToken cancellationToken)
    {
        var product = ProductOf(distro);
        if (
            item is not null
            && !cancellationToken.IsCancellationRequested
            && !work.IsDone(distro, product)
            && ShortageOf(item) is { } missing
        )
        {
            return _runner.Refused(distro, work.Stage, missing);
        }

        var (result, left) = await _runner.RunAsync(distro, product, work, cancellationToken).ConfigureAwait(false);
        _products[distro.Id] = left;
        return result;
    }

    private ItemId Over(StageResult result)
    {
        lock (_endedLock)
        {
            _ended.Add(result);
        }

        var item = new ItemId(result.Distro, result.Stage);
        _results[item].SetResult(result);
        return item;
    }
}
