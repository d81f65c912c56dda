using MailFactory.Testing.Foreign.Consoles;
using MailFactory.Testing.Installs.Diagnosis;
using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.Installs;

/// <summary>Watches a machine install itself, to a proven end or to the first evidence that it will not get there.</summary>
/// <param name="rules">How to read the installer's serial text.</param>
/// <param name="timeouts">How long it may take, already scaled for the accelerator.</param>
/// <param name="time">The clock.</param>
internal sealed class InstallMonitor(InstallRules rules, InstallTimeouts timeouts, TimeProvider time)
{
    private const int PiecesAtOnce = 4;

    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Files to which the installer's log comes by other ways than a serial port; none unless set.</summary>
    public IReadOnlyList<string> MoreLogs { get; init; } = [];

    /// <summary>
    /// Watches until the install has completed or failed. The machine is left as it is: whoever started it ends it.
    /// </summary>
    /// <param name="machine">The machine, just started, ending on reboot.</param>
    /// <param name="nonce">The text that the answer file prints on serial at its end; fresh for each run.</param>
    /// <param name="evidenceFolder">Where a screenshot goes.</param>
    /// <param name="progress">Told of every change and at least every second.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public Task<InstallOutcome> WatchAsync(
        Machine machine,
        string nonce,
        string evidenceFolder,
        IProgress<InstallProgress>? progress,
        CancellationToken cancellationToken
    ) => WatchAsync(new WatchedMachine(machine, MoreLogs, time), nonce, evidenceFolder, progress, cancellationToken);

    internal async Task<InstallOutcome> WatchAsync(
        IWatchedMachine machine,
        string nonce,
        string evidenceFolder,
        IProgress<InstallProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(evidenceFolder);
        var started = time.GetTimestamp();
        var serial = new SerialReader(machine.SerialPath);
        var logs = machine.LogPaths.Select(path => new SerialReader(path)).ToList();
        var analyser = new InstallAnalyser(rules, nonce, time);
        var activity = new ActivityWatch(machine, evidenceFolder, time);
        var reporter = new ProgressReporter(analyser.Phases, timeouts, progress, time);
        var moved = new MachineActivity();
        while (true)
        {
            // Asked before the text is read: what the guest wrote before it ended is in the file by then.
            var hasEnded = machine.Exit.IsCompleted;
            foreach (var log in logs)
            {
                await ReadAsync(log, bytes => analyser.AppendLog(bytes), hasEnded, cancellationToken).ConfigureAwait(false);
            }

            await ReadAsync(serial, bytes => analyser.Append(bytes), hasEnded, cancellationToken).ConfigureAwait(false);
            reporter.Report(moved);
            if (hasEnded)
            {
                analyser.Conclude();
                var exit = await machine.Exit.ConfigureAwait(false);
                return Outcome(analyser, analyser.Finding ?? InstallVerdict.OnExit(exit, analyser.IsNonceSeen), started, screenshot: null);
            }

            moved = await activity.LookAsync(serial.Length + logs.Sum(log => log.Length), cancellationToken).ConfigureAwait(false);
            var finding =
                analyser.Finding
                ?? InstallVerdict.OnStorage(machine.StorageError)
                ?? InstallVerdict.OnCondition(moved, timeouts)
                ?? InstallVerdict.OnFlood(moved, analyser.Phases)
                ?? InstallVerdict.OnStall(moved, timeouts, analyser.Phases)
                ?? InstallVerdict.OnTime(time.GetElapsedTime(started), timeouts, analyser.Phases);
            if (finding is not null)
            {
                var picture = Path.Combine(evidenceFolder, "install-failed.png");
                var isTaken = await machine.ScreenshotAsync(picture, cancellationToken).ConfigureAwait(false);
                return Outcome(analyser, finding, started, isTaken ? picture : null) with { Activity = moved };
            }

            await PauseAsync(machine, cancellationToken).ConfigureAwait(false);
        }
    }

    // A guest that writes quicker than this reads must not keep the clock from being looked at.
    private static async Task ReadAsync(SerialReader text, Action<byte[]> append, bool toTheEnd, CancellationToken cancellationToken)
    {
        byte[] bytes;
        var pieces = 0;
        do
        {
            bytes = await text.ReadAsync(cancellationToken).ConfigureAwait(false);
            append(bytes);
        } while (bytes.Length > 0 && (toTheEnd || ++pieces < PiecesAtOnce));
    }

    // That the machine goes on is the usual case; an exception five times a second for each machine would cost more than the rest.
    private async Task PauseAsync(IWatchedMachine machine, CancellationToken cancellationToken)
    {
        await ((Task)machine.Exit).WaitAsync(_interval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private InstallOutcome Outcome(InstallAnalyser analyser, InstallFinding? finding, long started, string? screenshot) =>
        new()
        {
            Failure = finding,
            Phases = analyser.Phases.History(),
            Elapsed = time.GetElapsedTime(started),
            LastLines = analyser.LastLines,
            Screenshot = screenshot,
        };
}
