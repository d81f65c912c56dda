using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Runs.State;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Matrix;

/// <summary>Looks for requests twice a second as long as a run lasts, and does what they ask.</summary>
internal sealed class RequestWatch : IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(500);

    private readonly RunFrame _frame;
    private readonly RunRecorder _recorder;
    private readonly KillRequests _requests;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;

    private RequestWatch(RunFrame frame, RunRecorder recorder)
    {
        (_frame, _recorder) = (frame, recorder);
        _requests = new KillRequests(frame.Options.Layout);
        // Requests of the time before were for another run.
        _requests.Take();
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>Ends single items.</summary>
    public KillSwitches Switches { get; } = new();

    /// <summary>Starts looking.</summary>
    public static RequestWatch Start(RunFrame frame, RunRecorder recorder) => new(frame, recorder);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _end.Dispose();
        Switches.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(_interval, _frame.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token).ConfigureAwait(false))
            {
                await LookAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private async Task LookAsync()
    {
        try
        {
            foreach (var name in _requests.Take())
            {
                foreach (
                    var item in _recorder.Status.State.Items.Where(item =>
                        item.Status != ItemStatus.Over && name.Covers(item.Distro, item.Stage)
                    )
                )
                {
                    _frame.View.Say($"{item.Process} is ended by Kill", item.Distro);
                    await Switches.KillAsync(new ItemId(item.Distro, item.Stage)).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _frame.Log.Warning("requests cannot be read: {Cause}", error.Message);
        }
    }
}
