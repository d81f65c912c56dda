using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Dashboard.Sampling;
using MailFactory.Testing.Runs;

namespace MailFactory.Web.Live;

/// <summary>Reads the run for all browsers together: at most once in a second, and not at all while nobody looks.</summary>
/// <param name="layout">The work directory.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveFeed(WorkLayout layout, TimeProvider time) : IDisposable
{
    /// <summary>How long a reading is shown.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly HostSampler _sampler = new(layout, time);
    private LiveSnapshot? _newest;
    private long _stamp;

    /// <summary>The run as it was at most a second ago.</summary>
    public async Task<LiveSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_newest is null || time.GetElapsedTime(_stamp) >= Interval)
            {
                _newest = LiveSnapshot.Of(await LookAsync(cancellationToken).ConfigureAwait(false));
                _stamp = time.GetTimestamp();
            }

            return _newest;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<LivePage> LookAsync(CancellationToken cancellationToken)
    {
        var reading = await RunReading.ReadAsync(layout, cancellationToken).ConfigureAwait(false);
        var (host, processes) = await _sampler.SampleAsync(cancellationToken).ConfigureAwait(false);
        var report = reading.IsGoingOn ? null : SiteFiles.NewestReport(layout, reading.Status.State.RunId);
        return LivePage.Of(reading, host, processes, time.GetLocalNow(), report);
    }
}
