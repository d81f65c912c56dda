using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Pipeline;

/// <summary>
/// Takes every distro through the stages, each at its own pace: a distro moves on as soon as its own previous stage passed,
/// and one that fails stops nobody else.
/// </summary>
public sealed class MatrixRun : IAsyncDisposable
{
    private readonly IReadOnlyList<DistroRun> _distros;
    private readonly IReadOnlyList<StageWork> _stages;
    private readonly StageRunner _runner;
    private readonly SemaphoreSlim _machineSlots;
    private readonly Dictionary<(string Distro, Stage Stage), TaskCompletionSource<StageResult>> _results;
    private readonly List<StageResult> _ended = [];
    private readonly Lock _endedLock = new();
    private Task _chains = Task.CompletedTask;

    /// <summary>Prepares a run; nothing happens before <see cref="Start"/>.</summary>
    /// <param name="distros">The distros, in the order they start.</param>
    /// <param name="stages">The stages to do, in their order.</param>
    /// <param name="machineSlots">How many machines may run at once.</param>
    /// <param name="runner">Runs one stage of one distro.</param>
    public MatrixRun(IReadOnlyList<DistroRun> distros, IReadOnlyList<StageWork> stages, int machineSlots, StageRunner runner)
    {
        _distros = distros;
        _stages = stages;
        _runner = runner;
        _machineSlots = new SemaphoreSlim(machineSlots);
        _results = distros
            .SelectMany(distro => stages.Select(stage => (distro.Distro.Id, stage.Stage)))
            .ToDictionary(item => item, _ => new TaskCompletionSource<StageResult>(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    /// <summary>The distros of the run.</summary>
    public IEnumerable<Distro> Distros => _distros.Select(run => run.Distro);

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

    /// <summary>Starts all distros.</summary>
    public void Start(CancellationToken cancellationToken) =>
        _chains = Task.WhenAll(_distros.Select(distro => Task.Run(() => RunChainAsync(distro, cancellationToken), CancellationToken.None)));

    /// <summary>Waits until a stage is over for every distro and returns its results in the distros' order.</summary>
    public async Task<IReadOnlyList<StageResult>> WhenOverAsync(Stage stage) =>
        await Task.WhenAll(_distros.Select(distro => _results[(distro.Distro.Id, stage)].Task)).ConfigureAwait(false);

    /// <summary>Waits until everything that was started has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _chains.ConfigureAwait(false);
        foreach (var distro in _distros)
        {
            await distro.DisposeAsync().ConfigureAwait(false);
        }

        _machineSlots.Dispose();
    }

    private async Task RunChainAsync(DistroRun distro, CancellationToken cancellationToken)
    {
        StageResult? failed = null;
        foreach (var work in _stages)
        {
            var result = failed is not null
                ? _runner.NotReached(distro, work.Stage, failed)
                : await RunStageAsync(distro, work, cancellationToken).ConfigureAwait(false);
            failed ??= result.FailureClass == FailureClass.None ? null : result;
            lock (_endedLock)
            {
                _ended.Add(result);
            }

            _results[(distro.Distro.Id, work.Stage)].SetResult(result);
        }
    }

    private async Task<StageResult> RunStageAsync(DistroRun distro, StageWork work, CancellationToken cancellationToken)
    {
        if (!work.NeedsMachine)
        {
            return await _runner.RunAsync(distro, work, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await _machineSlots.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return _runner.Cancelled(distro, work.Stage);
        }

        try
        {
            return await _runner.RunAsync(distro, work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _machineSlots.Release();
        }
    }
}
