using System.Diagnostics;

namespace MailFactory.Testing.Processes;

/// <summary>
/// A long-running child process with its output in a file. It leads a session of its own, so that Ctrl-C in the terminal
/// reaches only this run, which then ends its children in order, and so that everything it starts can be ended with it.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    // A constant script; program and arguments are its parameters. It waits for a line before it becomes the program: when
    // this run is killed before the lease is on disk, standard input ends and the program never starts. The kernel's
    // PR_SET_PDEATHSIG is no help: it fires when the *thread* that started the child ends, and pool threads end early.
    private const string Script = """read -r go || exit 125; exec "$@" </dev/null >>"$0" 2>&1""";

    private readonly Process _process;
    private readonly TimeProvider _time;
    private string? _leaseFile;
    private bool _isKeptRunning;

    private ChildProcess(ToolCommand command, Process process, ProcessIdentity identity, string logPath, TimeProvider time)
    {
        Command = command;
        Identity = identity;
        LogPath = logPath;
        _process = process;
        _time = time;
        Exited = WaitAsync();
    }

    /// <summary>The command it runs.</summary>
    public ToolCommand Command { get; }

    /// <summary>The process, safe against reuse of its number.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>Where standard output and standard error go.</summary>
    public string LogPath { get; }

    /// <summary>Completes with the exit code when the process ends; 128 plus the signal's number when a signal ended it.</summary>
    public Task<int> Exited { get; }

    /// <summary>Whether it took SIGKILL to end it.</summary>
    public bool WasKilled { get; private set; }

    /// <summary>
    /// Starts the command; its timeout does not apply. Throws <see cref="ToolException"/> when the program is missing.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="name">What the process is for; the name in its lease.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="logPath">The file its output is appended to.</param>
    /// <param name="leases">Where the lease is recorded.</param>
    /// <param name="scratchFolder">A temporary folder that whoever reaps the process removes too; null for none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the start early; a process already started is ended again.</param>
    public static async Task<ChildProcess> StartAsync(
        ToolCommand command,
        string name,
        ProcessKind kind,
        string logPath,
        LeaseRegistry leases,
        string? scratchFolder,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(logPath))!);
        var nonce = LeaseRegistry.NewNonce();
        var process = Process.Start(StartInfo(command, Path.GetFullPath(logPath), nonce))!;
        var identity =
            ProcessIdentity.Of(process.Id) ?? throw new ToolException($"{command.Program} ended before it began\n  command: {command}");
        var child = new ChildProcess(command, process, identity, logPath, time);
        try
        {
            child._leaseFile = await leases
                .TakeAsync(name, kind, identity, nonce, command.ToString(), scratchFolder, cancellationToken)
                .ConfigureAwait(false);
            await process.StandardInput.WriteAsync("go\n".AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
            return child;
        }
        catch
        {
            await child.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends it in steps: SIGTERM, 10 s to comply, SIGKILL for it and everything it started.</summary>
    public async Task StopAsync()
    {
        WasKilled |= await ProcessEnding.EndAsync(Identity, ProcessEnding.Grace, _time).ConfigureAwait(false);
        await Exited.ConfigureAwait(false);
    }

    /// <summary>Lets it run on after this run: it keeps its lease, which no later run takes for that of a leftover.</summary>
    public async Task KeepRunningAsync(CancellationToken cancellationToken)
    {
        await LeaseRegistry.KeepRunningAsync(_leaseFile!, cancellationToken).ConfigureAwait(false);
        _isKeptRunning = true;
    }

    /// <summary>Ends it if it still runs and was not let go, and gives its lease back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isKeptRunning)
        {
            return;
        }

        await StopAsync().ConfigureAwait(false);
        if (_leaseFile is not null)
        {
            File.Delete(_leaseFile);
        }

        _process.Dispose();
    }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        return _process.ExitCode;
    }

    private static ProcessStartInfo StartInfo(ToolCommand command, string logPath, string nonce)
    {
        var info = new ProcessStartInfo(Require("setsid"))
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = command.WorkingDirectory ?? string.Empty,
        };
        foreach (var argument in (string[])[Require("sh"), "-c", Script, logPath, Require(command.Program), .. command.Arguments])
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in ChildEnvironment.Of(command))
        {
            info.Environment[name] = value;
        }

        info.Environment[LeaseRegistry.NonceVariable] = nonce;

        return info;
    }

    internal static string Require(string program) => ToolRunner.Find(program) ?? throw new ToolException($"{program} is not installed");
}
