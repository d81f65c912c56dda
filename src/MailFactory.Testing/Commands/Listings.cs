using MailFactory.Testing.Amounts;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Machines.Warm;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands;

/// <summary>Lists and deletes the machines of a work directory.</summary>
public static class Listings
{
    /// <summary>Archives, saved states, machine folders and running machines.</summary>
    public static async Task MachinesAsync(RunOptions options, TextWriter console, CancellationToken cancellationToken)
    {
        var archives = await new ArchiveStore(options.Layout.Archive).ListAsync(cancellationToken).ConfigureAwait(false);
        var running = await new LeaseRegistry(options.Layout.Leases, TimeProvider.System)
            .ListAsync(cancellationToken)
            .ConfigureAwait(false);
        var folders = Directory.Exists(options.Layout.Machines)
            ? Directory
                .EnumerateDirectories(options.Layout.Machines)
                .Where(folder => File.Exists(Path.Combine(folder, "disk.qcow2")))
                .Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        var kept = new KeptMachines(options.Layout).Running();
        string[] lines =
        [
            .. archives
                .OrderBy(archive => archive.DiskFile, StringComparer.Ordinal)
                .Select(archive =>
                    $"archive  {archive.DiskFile}  {Sizes.Megabytes(archive.DiskBytes)}  {archive.OsName}, installed "
                    + $"{archive.Installed:yyyy-MM-dd HH:mm} UTC under {archive.Accelerator}"
                ),
            .. new StateStore(options.Layout.WarmStates, TimeProvider.System)
                .List()
                .Select(state => $"state    {StateStore.NameOf(state)}  {Sizes.Megabytes(state.Bytes)}  {state}"),
            .. folders.Select(folder =>
                $"machine  {Path.GetFileName(folder)}  {Sizes.Megabytes(new FileInfo(Path.Combine(folder, "disk.qcow2")).Length)}"
            ),
            .. running
                .Where(lease => lease is { Kind: ProcessKind.Machine, IsKeptRunning: false, Process.IsRunning: true })
                .Select(lease => $"running  {lease.Name}  pid {lease.Process.Pid}"),
            .. kept.Select(machine => $"kept     {machine}"),
        ];
        await console
            .WriteLineAsync(lines.Length == 0 ? $"no machines in {options.Layout.Machines}" : string.Join('\n', lines))
            .ConfigureAwait(false);
    }

    /// <summary>Deletes the machine folders of the distros asked for, but not their archives; one whose machine runs is refused.</summary>
    public static async Task DeleteMachinesAsync(RunOptions options, TextWriter console, CancellationToken cancellationToken)
    {
        var running = await new LeaseRegistry(options.Layout.Leases, TimeProvider.System)
            .ListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (var distro in RunOptionsCheck.Select(options))
        {
            if (
                running.FirstOrDefault(lease =>
                    lease.Process.IsRunning && lease.Name.EndsWith($"_{distro.Id}", StringComparison.Ordinal)
                ) is
                { } lease
            )
            {
                throw new RunOptionsException(
                    $"{lease.Name} is running (pid {lease.Process.Pid}); {(lease.IsKeptRunning ? "StopVms ends it" : "stop its build first")}"
                );
            }

            var there = new[] { options.Layout.Machine(distro.Id), Path.Combine(options.Layout.KeptMachines, distro.Id) }
                .Where(Directory.Exists)
                .ToList();
            there.ForEach(folder => Directory.Delete(folder, recursive: true));
            var states = new StateStore(options.Layout.WarmStates, TimeProvider.System);
            var saved = states.List().Where(state => state.Distro == distro.Id).ToList();
            saved.ForEach(states.Remove);
            there.AddRange(saved.Select(StateStore.NameOf));
            await console
                .WriteLineAsync(there.Count > 0 ? $"deleted {string.Join(", ", there)}" : $"nothing to delete for {distro.Id}")
                .ConfigureAwait(false);
        }
    }
}
