using System.Runtime.InteropServices;

namespace Nuke.Common.Execution;

/// <summary>
/// Turns SIGINT, SIGQUIT, SIGTERM and SIGHUP into an orderly end. Handlers that the build itself registered run as well, and its
/// bodies get a grace to end by themselves; then, or on a second signal, the end is taken out of their hands.
/// </summary>
internal sealed class Signals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly TimeProvider _clock;
    private readonly TimeSpan _grace;
    private readonly Action _takeOver;
    private ITimer _timer;
    private int _count;

    /// <param name="clock">Measures the grace.</param>
    /// <param name="grace">How long bodies may keep running after the first signal.</param>
    /// <param name="takeOver">Ends the build although a body still runs; called on another thread, possibly twice.</param>
    public Signals(TimeProvider clock, TimeSpan grace, Action takeOver)
    {
        _clock = clock;
        _grace = grace;
        _takeOver = takeOver;
    }

    /// <summary>The exit code that the first signal stands for, or null.</summary>
    public int? ExitCode { get; private set; }

    public bool IsCancelled => ExitCode is not null;

    /// <summary>Listens to the signals of this process.</summary>
    public void Register()
    {
        Listen(PosixSignal.SIGINT, 130);
        Listen(PosixSignal.SIGQUIT, 131);
        Listen(PosixSignal.SIGTERM, 143);
        Listen(PosixSignal.SIGHUP, 129);
    }

    /// <summary>What happens on a signal: first the grace begins, then it is over, then the process ends at once.</summary>
    public void Receive(int exitCode)
    {
        switch (Interlocked.Increment(ref _count))
        {
            case 1:
                ExitCode = exitCode;
                _timer = _clock.CreateTimer(_ => _takeOver(), null, _grace, Timeout.InfiniteTimeSpan);
                break;
            case 2:
                ThreadPool.QueueUserWorkItem(_ => _takeOver());
                break;
            default:
                Environment.Exit(exitCode);
                break;
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _registrations.ForEach(x => x.Dispose());
    }

    private void Listen(PosixSignal signal, int exitCode) =>
        _registrations.Add(
            PosixSignalRegistration.Create(
                signal,
                context =>
                {
                    context.Cancel = true;
                    Receive(exitCode);
                }
            )
        );
}
