using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Serialization;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Processes;

/// <summary>
/// A process that cannot be mistaken for a later one with the same number: its pid, and its start time within one boot of
/// the host (field 22 of <c>/proc/PID/stat</c>, proc(5), and the kernel's boot id).
/// </summary>
/// <param name="Pid">The process id.</param>
/// <param name="Started">Boot id and start time in clock ticks since that boot.</param>
internal sealed record ProcessIdentity(int Pid, string Started)
{
    private const int NoSuchProcess = 3;

    /// <summary>The longest that a process is waited for that has no environment: a busy host's worst, not an ordinary wait.</summary>
    private static readonly TimeSpan _betweenPrograms = TimeSpan.FromSeconds(10);

    private static readonly Lazy<string> _bootId = new(() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim());

    /// <summary>The process this code runs in.</summary>
    public static ProcessIdentity Current { get; } =
        Of(Environment.ProcessId)
        ?? throw new ToolException("/proc/self/stat cannot be read: child processes need a Linux host with /proc mounted");

    /// <summary>Whether this very process, not a successor of its number, still runs.</summary>
    [JsonIgnore]
    public bool IsRunning => Of(Pid) == this;

    /// <summary>Whether it is there but a signal (SIGSTOP) or a debugger holds it, so that it does nothing.</summary>
    [JsonIgnore]
    public bool IsStopped => IsRunning && ProcessStat.Read(Pid) is { IsStopped: true };

    /// <summary>
    /// Whether this very process runs and was started with that word in its environment. A record on disk may name any process;
    /// only what we started ourselves has the record's random word, and nobody can put it into another one.
    /// </summary>
    public bool Carries(string nonce) => Carries(nonce, () => File.ReadAllBytes($"/proc/{Pid}/environ"));

    /// <summary>
    /// As above, with the environment read by the caller. While a process is between two programs (execve(2): setsid and what
    /// it starts), its environment reads as empty; that is not an answer, so it is asked again for a moment.
    /// </summary>
    internal bool Carries(string nonce, Func<byte[]> readEnvironment)
    {
        try
        {
            var variable = Encoding.UTF8.GetBytes($"{LeaseRegistry.NonceVariable}={nonce}\0");
            byte[] environment = [];
            return nonce.Length > 0
                && SpinWait.SpinUntil(() => !IsRunning || (environment = readEnvironment()).Length > 0, _betweenPrograms)
                && IsRunning
                && environment.AsSpan().IndexOf(variable) >= 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether this very process runs and holds a file open, such as the lock of the work directory that it is said to have.
    /// </summary>
    public bool HoldsOpen(string path)
    {
        try
        {
            return IsRunning
                && FileFacts.OfTarget(path) is { } file
                && new DirectoryInfo($"/proc/{Pid}/fd")
                    .EnumerateFileSystemInfos()
                    .Any(descriptor => FileFacts.OfTarget(descriptor.FullName)?.Number == file.Number);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The process that has this number now; null when there is none or it is a zombie.</summary>
    public static ProcessIdentity? Of(int pid) => ProcessStat.Read(pid) is { IsZombie: false } stat ? Of(stat) : null;

    /// <summary>
    /// This process and everything in its session. A child process leads a session of its own (setsid), so these are all
    /// that it started, even those whose parent has ended since.
    /// </summary>
    internal IReadOnlyList<ProcessIdentity> Session() =>
        [.. ProcessStat.ReadAll().Where(stat => !stat.IsZombie && (stat.Pid == Pid || stat.Session == Pid)).Select(Of)];

    /// <summary>Sends a signal if this very process still runs; returns whether it was sent.</summary>
    internal bool Signal(PosixSignalNumber signal)
    {
        if (!IsRunning)
        {
            return false;
        }

        if (Kill(Pid, (int)signal) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess
            ? false
            : throw new ToolException($"process {Pid} cannot be sent {signal}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    private static ProcessIdentity Of(ProcessStat stat) =>
        new(stat.Pid, $"{_bootId.Value}/{stat.StartTicks.ToString(CultureInfo.InvariantCulture)}");

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
