using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Commands;

/// <summary>What can be ended in a work directory, by name.</summary>
/// <param name="State">The last run.</param>
/// <param name="Leases">The child processes that run.</param>
internal sealed record ProcessNames(RunState State, IReadOnlyList<ProcessLease> Leases)
{
    /// <summary>The items that a name stands for: an item, a group, or what a child process with a lease works for.</summary>
    public IReadOnlyList<ItemState> Items(string name)
    {
        if (
            ProcessName.Parse(name) is { } process
            && State.Items.Where(item => process.Covers(item.Distro, item.Stage)).ToList() is { Count: > 0 } items
        )
        {
            return items;
        }

        return Leases.Any(lease => lease.Name == name)
            ?
            [
                .. State.Items.Where(item =>
                    item.Status == ItemStatus.Running && name.EndsWith($"_{item.Distro}", StringComparison.Ordinal)
                ),
            ]
            : [];
    }

    /// <summary>The child processes that a name stands for.</summary>
    public IReadOnlyList<ProcessLease> LeasesOf(string name) =>
        [
            .. Leases.Where(lease =>
                lease.Name == name
                || (
                    ProcessName.Parse(name) is { } process
                    && ProcessName.Parse(lease.Name) is { Distro: { } distro } one
                    && process.Covers(distro, one.Stage)
                )
            ),
        ];

    /// <summary>The error for a name that stands for nothing.</summary>
    public UnknownNameException Unknown(string name, bool isRunning)
    {
        var items = isRunning ? State.Items.Where(item => item.Status != ItemStatus.Over).Select(item => item.Process) : [];
        var groups = isRunning ? ProcessName.Groups : [];
        var known = items.Concat(Leases.Select(lease => lease.Name)).Concat(groups).Distinct().ToList();
        return known.Count > 0
            ? new UnknownNameException("--process", name, known)
            : new UnknownNameException($"--process: '{name}' is not valid; no process is running");
    }
}
