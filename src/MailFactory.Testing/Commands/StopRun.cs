using MailFactory.Testing.Amounts;
using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;

namespace MailFactory.Testing.Commands;

/// <summary>Ends the build that runs in a work directory: it is asked first, and killed when it does not comply.</summary>
public static class StopRun
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    /// <summary>Returns when the build and everything it started have ended; says so plainly when nothing runs.</summary>
    public static async Task RunAsync(WorkLayout layout, TextWriter console, CancellationToken cancellationToken)
    {
        var reading = await RunReading.ReadAsync(layout, cancellationToken).ConfigureAwait(false);
        // What is on disk may name any process; only the one that has the work directory, or that was detached by us, is asked to stop.
        var named = reading.IsGoingOn ? reading.Status.State.Owner : null;
        var isOwner = named is not null && WorkDirectoryLock.IsHeldBy(layout, named);
        if (named is not null && !isOwner)
        {
            await console
                .WriteLineAsync(
                    $"process {named.Pid}, which {Path.GetFileName(layout.Status)} names, does not hold this work directory or "
                        + "is another user's: it is left alone"
                )
                .ConfigureAwait(false);
        }

        var owner = isOwner ? named : DetachedBuild.Find(layout);
        var leases = new LeaseRegistry(layout.Leases, TimeProvider.System);
        if (owner is null)
        {
            await ReapAsync(leases, console, "nothing is running", cancellationToken).ConfigureAwait(false);
            return;
        }

        await console.WriteLineAsync($"asking the build (pid {owner.Pid}) to stop").ConfigureAwait(false);
        owner.Signal(PosixSignalNumber.Terminate);
        if (await IsGoneAsync(owner, leases, console, cancellationToken).ConfigureAwait(false))
        {
            await ReapAsync(leases, console, "stopped", cancellationToken).ConfigureAwait(false);
            return;
        }

        await console
            .WriteLineAsync($"still there after {Spans.Seconds(_patience)}; killing it and everything it started")
            .ConfigureAwait(false);
        owner.Signal(PosixSignalNumber.Kill);
        await IsGoneAsync(owner, leases, console, cancellationToken).ConfigureAwait(false);
        await ReapAsync(leases, console, "stopped by force", cancellationToken).ConfigureAwait(false);
        using var journal = JournalWriter.Open(layout.Journal);
        journal.Append(new RunEnded { Time = TimeProvider.System.GetUtcNow(), Result = FailureClass.Cancelled });
    }

    private static async Task<bool> IsGoneAsync(
        ProcessIdentity owner,
        LeaseRegistry leases,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        using var timer = new PeriodicTimer(_interval);
        var stamp = TimeProvider.System.GetTimestamp();
        var told = string.Empty;
        while (owner.IsRunning && TimeProvider.System.GetElapsedTime(stamp) < _patience)
        {
            await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
            var left = (await leases.ListAsync(cancellationToken).ConfigureAwait(false))
                .Where(lease => lease.Process.IsRunning)
                .Select(lease => lease.Name);
            var text = string.Join(", ", left.Order(StringComparer.Ordinal).DefaultIfEmpty("the build itself"));
            if (owner.IsRunning && text != told)
            {
                await console.WriteLineAsync($"still ending: {text}").ConfigureAwait(false);
                told = text;
            }
        }

        return !owner.IsRunning;
    }

    private static async Task ReapAsync(LeaseRegistry leases, TextWriter console, string end, CancellationToken cancellationToken)
    {
        var reaped = await leases.ReapAsync(cancellationToken).ConfigureAwait(false);
        foreach (var lease in reaped.Where(lease => lease.Outcome == ReapOutcome.Ended))
        {
            await console
                .WriteLineAsync($"ended {lease.Lease!.Name} (pid {lease.Lease.Process.Pid}), which had been left running")
                .ConfigureAwait(false);
        }

        await console.WriteLineAsync(end).ConfigureAwait(false);
    }
}
