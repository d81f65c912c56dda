using MailFactory.Testing.Files;

namespace MailFactory.Testing.Installs;

/// <summary>
/// Knows since when nothing moves in a machine: no serial byte, no disk request, no screen that was not there before. A
/// blinking cursor alternates between two known screens and so counts as standing still.
/// </summary>
internal sealed class ActivityWatch(IWatchedMachine machine, string folder, TimeProvider time)
{
    private static readonly TimeSpan _askDisks = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _askScreen = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _screens = [];
    private long _bytes;
    private long? _requests;
    private long _lastActivity = time.GetTimestamp();
    private long _disksAsked = time.GetTimestamp();
    private long _screenAsked = time.GetTimestamp();

    /// <summary>Looks for activity and returns for how long there was none.</summary>
    public async Task<TimeSpan> IdleTimeAsync(long serialBytes, CancellationToken cancellationToken)
    {
        if (serialBytes != _bytes)
        {
            _bytes = serialBytes;
            Moved();
        }

        if (IsDue(ref _disksAsked, _askDisks) && await machine.DiskRequestsAsync(cancellationToken).ConfigureAwait(false) is { } requests && requests != _requests)
        {
            _requests = requests;
            Moved();
        }

        // A screenshot costs more, so it is asked for only when the cheap signs have been missing for a while.
        if (time.GetElapsedTime(_lastActivity) >= _askScreen && IsDue(ref _screenAsked, _askScreen))
        {
            await LookAtScreenAsync(cancellationToken).ConfigureAwait(false);
        }

        return time.GetElapsedTime(_lastActivity);
    }

    private void Moved()
    {
        _lastActivity = time.GetTimestamp();
        _screens.Clear();
    }

    private bool IsDue(ref long last, TimeSpan interval)
    {
        if (time.GetElapsedTime(last) < interval)
        {
            return false;
        }

        last = time.GetTimestamp();
        return true;
    }

    private async Task LookAtScreenAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "screen.png");
        if (!await machine.ScreenshotAsync(path, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var isFirst = _screens.Count == 0;
        var isNew = _screens.Add(await Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false));
        File.Delete(path);
        if (isNew && !isFirst)
        {
            _lastActivity = time.GetTimestamp();
        }
    }
}
