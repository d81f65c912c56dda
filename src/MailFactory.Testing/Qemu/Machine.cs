using System.Text.Json;
using System.Text.Json.Nodes;
using MailFactory.Testing.Foreign.Consoles;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Qmp;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Qemu;

/// <summary>A running machine: its QEMU process under a lease, and the QMP session that controls it.</summary>
internal sealed class Machine : IAsyncDisposable
{
    private static readonly TimeSpan _quitLimit = TimeSpan.FromSeconds(5);

    private readonly QemuSession _session;
    private readonly QmpConnection _qmp;
    private readonly TimeProvider _time;

    private Machine(MachineSpec spec, QemuSession session, TimeProvider time)
    {
        Spec = spec;
        _session = session;
        _qmp = session.Qmp;
        _time = time;
        Exit = WaitForExitAsync();
    }

    /// <summary>The machine as it was wanted.</summary>
    public MachineSpec Spec { get; }

    /// <summary>The QEMU process.</summary>
    public ProcessIdentity Process => _session.Process.Identity;

    /// <summary>Completes when QEMU has ended.</summary>
    public Task<MachineExit> Exit { get; }

    /// <summary>The QMP events so far.</summary>
    public IReadOnlyList<QmpEvent> Events => _qmp.Events;

    /// <summary>
    /// Starts QEMU, connects QMP and lets the guest run. Throws <see cref="MachineException"/> with QEMU's own words when it
    /// does not start, and <see cref="ToolException"/> when QEMU is not installed.
    /// </summary>
    public static async Task<Machine> StartAsync(
        MachineSpec spec,
        LeaseRegistry leases,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => new(spec, await QemuSession.StartAsync(spec, leases, time, cancellationToken).ConfigureAwait(false), time);

    /// <summary>Executes a QMP command; see QEMU's QMP reference.</summary>
    public Task<JsonElement> ExecuteAsync(string command, JsonObject? arguments, CancellationToken cancellationToken) =>
        _qmp.ExecuteAsync(command, arguments, cancellationToken);

    /// <summary>Writes what the VGA card shows to a PNG file (QEMU 7.1 and later).</summary>
    public async Task ScreenshotAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var arguments = new JsonObject { ["filename"] = Path.GetFullPath(path), ["format"] = "png" };
        await _qmp.ExecuteAsync("screendump", arguments, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the disks have done so far.</summary>
    public async Task<BlockStats> BlockStatsAsync(CancellationToken cancellationToken) =>
        BlockStats.From(await _qmp.ExecuteAsync("query-blockstats", arguments: null, cancellationToken).ConfigureAwait(false));

    /// <summary>What QEMU and its process say of the machine; QEMU is given <paramref name="limit"/> to answer.</summary>
    public async Task<MachineCondition> ConditionAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        if (Process.IsStopped)
        {
            return MachineCondition.Held;
        }

        try
        {
            var answer = await ExecuteAsync("query-status", arguments: null, cancellationToken)
                .WaitAsync(limit, _time, cancellationToken)
                .ConfigureAwait(false);
            return Condition(answer.GetProperty("status").GetString());
        }
        catch (TimeoutException)
        {
            return Process.IsStopped ? MachineCondition.Held : MachineCondition.Silent;
        }
        catch (QmpException)
        {
            return MachineCondition.Gone;
        }
    }

    /// <summary>The last lines of the first serial port, clean, the unfinished one included.</summary>
    public Task<IReadOnlyList<string>> SerialTailAsync(int lines, CancellationToken cancellationToken) =>
        SerialReader.TailAsync(Spec.Serial.Path, lines, cancellationToken);

    /// <summary>Saves memory and disks under a name inside the first disk; the guest continues.</summary>
    public Task SaveSnapshotAsync(string name, CancellationToken cancellationToken) => MonitorAsync($"savevm {name}", cancellationToken);

    /// <summary>
    /// Writes the machine's memory to a new file and does something with its disks while they match it; then the guest continues. Throws
    /// <see cref="MachineException"/> or <see cref="QmpException"/> when QEMU does not save it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="whileStopped">What is done before the guest continues.</param>
    /// <param name="cancellationToken">Ends it early; the guest continues.</param>
    public async Task<SavedMemory> SaveMemoryAsync(
        string path,
        Func<CancellationToken, Task> whileStopped,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var memory = await MemoryTransfer
                .SaveAsync(_qmp, _session.Folder, path, (long)Spec.MemoryMiB << 20, _time, cancellationToken)
                .ConfigureAwait(false);
            await whileStopped(cancellationToken).ConfigureAwait(false);
            return memory;
        }
        finally
        {
            await _qmp.ExecuteAsync("cont", arguments: null, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Presses the power button and waits for the guest to power down. Returns how it ended; null when it still runs after
    /// <paramref name="limit"/>.
    /// </summary>
    public async Task<MachineExit?> PowerDownAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        if (!Exit.IsCompleted)
        {
            await _qmp.ExecuteAsync("system_powerdown", arguments: null, cancellationToken).ConfigureAwait(false);
        }

        return await EndsWithinAsync(limit, cancellationToken).ConfigureAwait(false) ? await Exit.ConfigureAwait(false) : null;
    }

    /// <summary>
    /// Presses the reset button: the guest is told nothing and writes nothing more, and what was in its memory alone is gone. Returns once
    /// QEMU has done it; throws <see cref="WaitTimeoutException"/> when that takes longer than <paramref name="limit"/>.
    /// </summary>
    public async Task ResetAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var before = Resets();
        await _qmp.ExecuteAsync("system_reset", arguments: null, cancellationToken).ConfigureAwait(false);
        await Wait.UntilAsync(
                $"QEMU resets {Spec.Name}",
                _ => Task.FromResult(Resets() > before),
                limit,
                TimeSpan.FromMilliseconds(20),
                _time,
                cancellationToken
            )
            .ConfigureAwait(false);

        int Resets() => Events.Count(happened => happened.Name == "RESET" && !happened.Flag("guest"));
    }

    /// <summary>Ends QEMU in steps: QMP <c>quit</c>, SIGTERM, 10 s, SIGKILL for it and all it started.</summary>
    public async Task<MachineExit> QuitAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(_quitLimit, _time);
            await _qmp.ExecuteAsync("quit", arguments: null, limit.Token).ConfigureAwait(false);
            await Exit.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is QmpException or OperationCanceledException)
        {
            // It is gone already, or does not listen: the next step ends it.
        }

        await _session.Process.StopAsync().ConfigureAwait(false);
        return await Exit.ConfigureAwait(false);
    }

    /// <summary>Lets the machine run on after this run; <see cref="LeasedMachine"/> ends it.</summary>
    public Task KeepRunningAsync(CancellationToken cancellationToken) => _session.KeepRunningAsync(cancellationToken);

    /// <summary>
    /// Ends QEMU if it still runs and was not let go, and removes what this machine needed on the host, except its disks and logs.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await using (_session.ConfigureAwait(false))
        {
            await _session.CloseGateAsync().ConfigureAwait(false);
            if (!_session.IsKeptRunning)
            {
                await QuitAsync().ConfigureAwait(false);
            }
        }
    }

    // The run states of QEMU's qapi/run-state.json; those of migration and of a start in progress pass by themselves.
    private static MachineCondition Condition(string? runState) =>
        runState switch
        {
            "paused" or "debug" or "watchdog" => MachineCondition.Paused,
            "io-error" => MachineCondition.StorageFailed,
            "internal-error" => MachineCondition.InternalError,
            "guest-panicked" => MachineCondition.Panicked,
            "shutdown" => MachineCondition.ShutDown,
            _ => MachineCondition.Running,
        };

    private async Task MonitorAsync(string line, CancellationToken cancellationToken)
    {
        var answer = await _qmp.ExecuteAsync("human-monitor-command", new JsonObject { ["command-line"] = line }, cancellationToken)
            .ConfigureAwait(false);
        if (answer.GetString() is { Length: > 0 } complaint)
        {
            throw new MachineException($"{Spec.Name}: '{line}' failed: {complaint.Trim()}");
        }
    }

    private async Task<bool> EndsWithinAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await Exit.WaitAsync(limit, _time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<MachineExit> WaitForExitAsync()
    {
        var code = await _session.Process.Exited.ConfigureAwait(false);

        // The last event may still be on its way through the socket when the process is gone.
        await _qmp.Closed.ConfigureAwait(false);
        return new MachineExit
        {
            ExitCode = code,
            ShutdownReason = _qmp.Events.LastOrDefault(happened => happened.Name == "SHUTDOWN")?.Text("reason"),
            WasKilled = code > 128,
        };
    }
}
