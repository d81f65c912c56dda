using System.Net.Sockets;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Qemu.Qmp;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Qemu;

/// <summary>
/// What a machine needs on the host: QEMU's process under a lease, the QMP connection to it, the gate in the guest's way out, and the
/// temporary folder that holds their sockets. Each part is there when the one before it is, and all go together.
/// </summary>
internal sealed class QemuSession : IAsyncDisposable
{
    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _lastWordsLimit = TimeSpan.FromSeconds(5);

    private readonly MachineSpec _spec;
    private readonly TimeProvider _time;

    // Socket paths end at 107 bytes (unix(7)) and QMP gives full control: a short folder of our own, mode 0700.
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory(LeaseRegistry.ScratchPrefix);
    private ChildProcess? _process;
    private QmpConnection? _qmp;
    private PacketGate? _gate;
    private long _logStart;

    private QemuSession(MachineSpec spec, TimeProvider time) => (_spec, _time) = (spec, time);

    /// <summary>The QEMU process.</summary>
    public ChildProcess Process => _process!;

    /// <summary>The connection to it.</summary>
    public QmpConnection Qmp => _qmp!;

    /// <summary>The temporary folder.</summary>
    public string Folder => _scratch.FullName;

    /// <summary>Whether QEMU runs on after this run.</summary>
    public bool IsKeptRunning { get; private set; }

    /// <summary>
    /// Starts QEMU, connects QMP and lets the guest run. Throws <see cref="MachineException"/> with QEMU's own words when it does not
    /// start, and <see cref="ToolException"/> when QEMU is not installed; nothing of it is left then.
    /// </summary>
    public static async Task<QemuSession> StartAsync(
        MachineSpec spec,
        LeaseRegistry leases,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var session = new QemuSession(spec, time);
        try
        {
            await session.BeginAsync(leases, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lets QEMU run on after this run, with the folder in which its sockets are.</summary>
    public async Task KeepRunningAsync(CancellationToken cancellationToken)
    {
        await Process.KeepRunningAsync(cancellationToken).ConfigureAwait(false);
        IsKeptRunning = true;
    }

    /// <summary>Closes the gate, so that nothing that the guest still sends leaves this host.</summary>
    public async ValueTask CloseGateAsync()
    {
        if (Interlocked.Exchange(ref _gate, null) is { } gate)
        {
            await gate.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends whatever is there; QEMU and its folder stay when it was let go.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CloseGateAsync().ConfigureAwait(false);
            if (_qmp is not null)
            {
                await _qmp.DisposeAsync().ConfigureAwait(false);
            }

            if (_process is not null)
            {
                await _process.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _scratch.Refresh();
            if (!IsKeptRunning && _scratch.Exists)
            {
                _scratch.Delete(recursive: true);
            }
        }
    }

    private async Task BeginAsync(LeaseRegistry leases, CancellationToken cancellationToken)
    {
        var socket = Path.Combine(Folder, LeasedMachine.QmpSocket);
        _logStart = File.Exists(_spec.LogPath) ? new FileInfo(_spec.LogPath).Length : 0;
        _process = await ChildProcess
            .StartAsync(_spec.ToCommand(socket), _spec.Name, ProcessKind.Machine, _spec.LogPath, leases, Folder, _time, cancellationToken)
            .ConfigureAwait(false);
        _qmp = await ConnectAsync(socket, cancellationToken).ConfigureAwait(false);
        if (_spec.Memory is { } memory)
        {
            await LoadAsync(memory, cancellationToken).ConfigureAwait(false);
        }

        if (_spec.Reach is { } reach)
        {
            _gate = await PacketGate
                .OpenAsync(Folder, new PacketRules(reach, () => HostAddresses.Now), cancellationToken)
                .ConfigureAwait(false);
        }

        await _qmp.ExecuteAsync("cont", arguments: null, cancellationToken).ConfigureAwait(false);
    }

    private async Task<QmpConnection> ConnectAsync(string socket, CancellationToken cancellationToken)
    {
        QmpConnection? connection = null;
        await Wait.UntilAsync(
                $"QEMU opens the QMP socket of {_spec.Name}",
                async token =>
                {
                    connection = await TryConnectAsync(socket, token).ConfigureAwait(false);
                    return connection is not null || Process.Exited.IsCompleted;
                },
                _startLimit,
                TimeSpan.FromMilliseconds(20),
                _time,
                cancellationToken
            )
            .ConfigureAwait(false);
        return connection
            ?? throw new MachineException(
                $"{_spec.Name}: QEMU did not start: {FirstLine()}\n  log: {_spec.LogPath}\n  command: {Process.Command}"
            );
    }

    private static async Task<QmpConnection?> TryConnectAsync(string socket, CancellationToken cancellationToken)
    {
        try
        {
            return await QmpConnection.ConnectAsync(socket, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or QmpException)
        {
            return null;
        }
    }

    // QEMU ends when it cannot make anything of what it is given, and says why in its log.
    private async Task LoadAsync(SavedMemory memory, CancellationToken cancellationToken)
    {
        try
        {
            await MemoryTransfer.LoadAsync(Qmp, Folder, memory, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is QmpException or SocketException)
        {
            await Qmp.Closed.WaitAsync(_lastWordsLimit, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var isGone = Process.Exited.IsCompleted || Qmp.Closed.IsCompleted;
            throw new MachineException($"{_spec.Name}: QEMU did not accept the saved memory: {(isGone ? FirstLine() : error.Message)}");
        }
    }

    private string FirstLine()
    {
        using var stream = new FileStream(_spec.LogPath, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = _logStart;
        using var reader = new StreamReader(stream);
        var line = reader.ReadLine();
        while (line?.Contains(": warning: ", StringComparison.Ordinal) == true && reader.ReadLine() is { } next)
        {
            line = next;
        }

        return line ?? "it said nothing";
    }
}
