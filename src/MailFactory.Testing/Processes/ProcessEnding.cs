using MailFactory.Testing.Amounts;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Processes;

/// <summary>Ends a process in steps: SIGTERM, a while to comply, SIGKILL for it and everything it started.</summary>
internal static class ProcessEnding
{
    /// <summary>How long a process may take to comply with SIGTERM.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _lastWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when the process and its session are gone; true when SIGKILL was needed for the process itself.</summary>
    public static async Task<bool> EndAsync(ProcessIdentity process, TimeSpan grace, TimeProvider time)
    {
        var members = process.Session();
        var complied = !process.Signal(PosixSignalNumber.Terminate) || await IsGoneAsync([process], grace, time).ConfigureAwait(false);
        var rest = members.Concat(process.IsRunning ? process.Session() : []).Distinct().ToList();
        foreach (var member in rest)
        {
            member.Signal(PosixSignalNumber.Kill);
        }

        if (!await IsGoneAsync(rest, _lastWait, time).ConfigureAwait(false))
        {
            throw new ToolException($"process {process.Pid} still runs {Spans.Seconds(_lastWait)} after SIGKILL; it hangs in the kernel");
        }

        return !complied;
    }

    // Ending what we started must continue when the run is cancelled: cancelling is the usual reason to end it.
    private static Task<bool> IsGoneAsync(IReadOnlyList<ProcessIdentity> processes, TimeSpan timeout, TimeProvider time) =>
        Wait.WhetherAsync(
            _ => Task.FromResult(!processes.Any(process => process.IsRunning)),
            timeout,
            _interval,
            time,
            CancellationToken.None
        );
}
