using MailFactory.Testing.Files;
using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.Installs;

/// <summary>
/// Knows what moves in a machine, and since when nothing does: no serial byte, no disk request, no network byte, no screen that
/// was not there before. A blinking cursor alternates between two known screens and so counts as standing still.
/// </summary>
internal sealed class ActivityWatch(IWatchedMachine machine, string folder, TimeProvider time)
{
    private static readonly TimeSpan _ask = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _askScreen = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _screens = [];
    private MachineActivity _now = new();
    private long _lastMove = time.GetTimestamp();
    private long _lastRunning = time.GetTimestamp();
    private long _asked = time.GetTimestamp();
    private long _screenAsked = time.GetTimestamp();

    /// <summary>Looks at the machine; costs a command to QEMU every five seconds, and a picture when nothing else moves.</summary>
    public async Task<MachineActivity> LookAsync(long serialBytes, CancellationToken cancellationToken)
    {
        var before = _now;
        _now = _now with { SerialBytes = serialBytes };
        if (IsDue(ref _asked, _ask))
        {
            await AskAsync(cancellationToken).ConfigureAwait(false);
        }

        if ((before.SerialBytes, before.DiskRequests, before.NetworkBytes) != (_now.SerialBytes, _now.DiskRequests, _now.NetworkBytes))
        {
            _lastMove = time.GetTimestamp();
            _screens.Clear();
        }
        else if (time.GetElapsedTime(_lastMove) >= _askScreen && IsDue(ref _screenAsked, _askScreen))
        {
            // A screenshot costs more, so it is asked for only when the cheap signs have been missing for a while.
            await LookAtScreenAsync(cancellationToken).ConfigureAwait(false);
        }

        var isRunning = _now.Condition == MachineCondition.Running;
        return _now with
        {
            Idle = time.GetElapsedTime(_lastMove),
            NotRunning = isRunning ? TimeSpan.Zero : time.GetElapsedTime(_lastRunning),
        };
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        _now = _now with
        {
            Condition = await machine.ConditionAsync(cancellationToken).ConfigureAwait(false),
            NetworkBytes = await machine.NetworkBytesAsync(cancellationToken).ConfigureAwait(false),
        };
        if (_now.Condition == MachineCondition.Running)
        {
            _lastRunning = time.GetTimestamp();
            _now = _now with
            {
                DiskRequests = await machine.DiskRequestsAsync(cancellationToken).ConfigureAwait(false) ?? _now.DiskRequests,
            };
        }
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
            _lastMove = time.GetTimestamp();
        }
    }
}
