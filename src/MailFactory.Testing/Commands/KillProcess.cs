using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Matrix;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Commands;

/// <summary>Ends one process of a run, or all of a stage; the rest of the run continues.</summary>
public static class KillProcess
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Asks the running build to end a process and waits until it has; without a build, ends what an earlier one left. Throws
    /// <see cref="UnknownNameException"/> for a name that stands for nothing, <see cref="WaitTimeoutException"/> when the build
    /// does not comply.
    /// </summary>
    public static async Task RunAsync(WorkLayout layout, string name, TextWriter console, CancellationToken cancellationToken)
    {
        var reading = await RunReading.ReadAsync(layout, cancellationToken).ConfigureAwait(false);
        var leases = new LeaseRegistry(layout.Leases, TimeProvider.System);
        var running = (await leases.ListAsync(cancellationToken).ConfigureAwait(false)).Where(lease => lease.Process.IsRunning).ToList();
        var names = new ProcessNames(reading.Status.State, running);
        await (
            reading.IsGoingOn
                ? AskAsync(layout, names, name, console, cancellationToken)
                : EndLeftoversAsync(leases, names, name, console, cancellationToken)
        ).ConfigureAwait(false);
    }

    private static async Task AskAsync(
        WorkLayout layout,
        ProcessNames names,
        string name,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var items = names.Items(name);
        if (items.Count == 0)
        {
            throw names.Unknown(name, isRunning: true);
        }

        var open = items.Where(item => item.Status != ItemStatus.Over).ToList();
        if (open.Count == 0)
        {
            await console.WriteLineAsync($"{name} has already ended").ConfigureAwait(false);
            return;
        }

        var requests = new KillRequests(layout);
        foreach (var item in open)
        {
            await requests.AddAsync(new ProcessName(item.Stage, item.Distro), cancellationToken).ConfigureAwait(false);
        }

        await console
            .WriteLineAsync($"asked the build (pid {names.State.Owner!.Pid}) to end {string.Join(", ", open.Select(item => item.Process))}")
            .ConfigureAwait(false);
        RunState now = names.State;
        // What still waits ends when its turn comes; nobody has to stay for that.
        await Wait.UntilAsync($"{name} has ended", AreOverAsync, _patience, _interval, TimeProvider.System, cancellationToken)
            .ConfigureAwait(false);
        foreach (var item in open.Select(item => now.Item(item.Distro, item.Stage)!))
        {
            await console
                .WriteLineAsync(
                    item.Status == ItemStatus.Over
                        ? $"{item.Process}: {item.Summary}"
                        : $"{item.Process}: had not started, and now will not"
                )
                .ConfigureAwait(false);
        }

        async Task<bool> AreOverAsync(CancellationToken token)
        {
            var reading = await RunReading.ReadAsync(layout, token).ConfigureAwait(false);
            now = reading.Status.State;
            return !reading.IsGoingOn
                || open.Where(item => item.Status == ItemStatus.Running)
                    .All(item => now.Item(item.Distro, item.Stage)?.Status == ItemStatus.Over);
        }
    }

    private static async Task EndLeftoversAsync(
        LeaseRegistry leases,
        ProcessNames names,
        string name,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var found = names.LeasesOf(name);
        if (found.Count == 0)
        {
            throw names.Unknown(name, isRunning: false);
        }

        foreach (var lease in found)
        {
            var reaped = await leases.ReapOneAsync(lease, cancellationToken).ConfigureAwait(false);
            await console.WriteLineAsync($"{lease.Name} (pid {lease.Process.Pid}): {What(lease, reaped.Outcome)}").ConfigureAwait(false);
        }
    }

    private static string What(ProcessLease lease, ReapOutcome outcome) =>
        outcome switch
        {
            ReapOutcome.StillOwned when lease.IsKeptRunning => "was kept; StopVms ends it",
            ReapOutcome.StillOwned => $"belongs to the build with pid {lease.Owner.Pid}, which still runs",
            ReapOutcome.NotOurs => "was not started by this build, so it keeps running; only its record was removed",
            _ => "ended",
        };
}
