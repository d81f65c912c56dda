using System.Threading.Channels;
using MailFactory.Testing.Dashboard.Logs;
using MailFactory.Testing.Dashboard.Sampling;
using MailFactory.Testing.Foreign;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>Shows a run until it ends or somebody presses q.</summary>
public static class RunWatch
{
    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(1);

    /// <summary>Watches the run of a work directory; a full screen in a terminal, a line per event in a pipe.</summary>
    /// <param name="layout">The work directory.</param>
    /// <param name="console">Where to write.</param>
    /// <param name="isStarting">Whether a build is up that has not begun its run yet.</param>
    /// <param name="cancellationToken">Ends the watching, not the run.</param>
    public static async Task RunAsync(WorkLayout layout, TextWriter console, Func<bool> isStarting, CancellationToken cancellationToken)
    {
        try
        {
            await WaitForStartAsync(layout, console, isStarting, cancellationToken).ConfigureAwait(false);
            var terminal = Terminal.Detect();
            await (
                terminal.CanMoveCursor
                    ? ScreenAsync(layout, console, terminal, cancellationToken)
                    : JournalFollower.RunAsync(layout, console, cancellationToken)
            ).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is a way to end watching.
        }

        var reading = await RunReading.ReadAsync(layout, CancellationToken.None).ConfigureAwait(false);
        var state = reading.Status.State;
        await console.WriteLineAsync(reading.IsAny ? $"run {state.RunId}: {reading.Standing}" : RunReading.NoRun).ConfigureAwait(false);
    }

    private static async Task WaitForStartAsync(
        WorkLayout layout,
        TextWriter console,
        Func<bool> isStarting,
        CancellationToken cancellationToken
    )
    {
        using var timer = new PeriodicTimer(_tick);
        var isTold = false;
        while (isStarting() && !(await RunReading.ReadAsync(layout, cancellationToken).ConfigureAwait(false)).IsGoingOn)
        {
            if (!isTold)
            {
                await console.WriteLineAsync("a build has started, but its run has not; waiting for it").ConfigureAwait(false);
                isTold = true;
            }

            await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ScreenAsync(WorkLayout layout, TextWriter console, Terminal terminal, CancellationToken cancellationToken)
    {
        using var watcher = new StatusWatcher(layout);
        var keys = KeyReader.Start(watcher.Wake);
        var sampler = new HostSampler(layout, TimeProvider.System);
        using var screen = new FullScreen(ForeignTextWriter.Drawing(console), terminal);
        var offset = 0;
        var sampled = (Host: (HostSample?)null, Processes: (IReadOnlyList<ProcessSample>)[]);
        var stamp = -_tick;
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var reading = await RunReading.ReadAsync(layout, cancellationToken).ConfigureAwait(false);
            if (TimeProvider.System.GetElapsedTime(started) is var now && now - stamp >= _tick)
            {
                (sampled, stamp) = (await sampler.SampleAsync(cancellationToken).ConfigureAwait(false), now);
            }

            screen.Draw(
                new DashboardInput
                {
                    Reading = reading,
                    Host = sampled.Host,
                    Processes = sampled.Processes,
                    Now = TimeProvider.System.GetLocalNow(),
                    Offset = offset,
                }
            );
            if (!reading.IsGoingOn)
            {
                return;
            }

            await watcher.WaitAsync(_tick, cancellationToken).ConfigureAwait(false);
            if (!TakeKeys(keys, ref offset))
            {
                return;
            }
        }
    }

    // False when q was pressed.
    private static bool TakeKeys(ChannelReader<ConsoleKey> keys, ref int offset)
    {
        while (keys.TryRead(out var key))
        {
            if (key == ConsoleKey.Q)
            {
                return false;
            }

            offset = Math.Max(
                0,
                offset
                    + key switch
                    {
                        ConsoleKey.DownArrow => 1,
                        ConsoleKey.UpArrow => -1,
                        ConsoleKey.PageDown => 5,
                        ConsoleKey.PageUp => -5,
                        _ => 0,
                    }
            );
        }

        return true;
    }
}
