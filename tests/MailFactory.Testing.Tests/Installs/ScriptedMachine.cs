using MailFactory.Testing.Installs;
using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.Tests.Installs;

/// <summary>A machine whose serial port, disks, screen and end a test plays by hand.</summary>
internal sealed class ScriptedMachine : IWatchedMachine
{
    private readonly TaskCompletionSource<MachineExit> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _screens;

    public ScriptedMachine(string folder)
    {
        SerialPath = Path.Combine(folder, "serial.log");
        LogPaths = [Path.Combine(folder, "installer.log")];
    }

    public string SerialPath { get; }

    public IReadOnlyList<string> LogPaths { get; }

    public Task<MachineExit> Exit => _exit.Task;

    public string? StorageError { get; set; }

    /// <summary>Whether each look at the disks finds new requests.</summary>
    public bool IsUsingDisks { get; set; }

    /// <summary>Whether each look at the network finds more bytes.</summary>
    public bool IsUsingNetwork { get; set; }

    /// <summary>What QEMU says of the machine.</summary>
    public MachineCondition Condition { get; set; }

    /// <summary>What the screen shows at the nth look.</summary>
    public Func<int, string> Screen { get; set; } = _ => "still";

    private long Requests { get; set; }

    private long Bytes { get; set; }

    public void Print(string text) => File.AppendAllText(SerialPath, text);

    public void PrintLog(string text) => File.AppendAllText(LogPaths[0], text);

    public void End(string? reason, int exitCode = 0) => _exit.SetResult(new MachineExit { ExitCode = exitCode, ShutdownReason = reason });

    public Task<MachineCondition> ConditionAsync(CancellationToken cancellationToken) => Task.FromResult(Condition);

    public Task<long> NetworkBytesAsync(CancellationToken cancellationToken) => Task.FromResult(IsUsingNetwork ? Bytes += 1500 : Bytes);

    public Task<long?> DiskRequestsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<long?>(IsUsingDisks ? ++Requests : Requests);

    public async Task<bool> ScreenshotAsync(string path, CancellationToken cancellationToken)
    {
        if (Exit.IsCompleted)
        {
            return false;
        }

        await File.WriteAllTextAsync(path, Screen(_screens++), cancellationToken);
        return true;
    }
}
