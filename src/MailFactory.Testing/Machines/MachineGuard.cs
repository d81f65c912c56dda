using MailFactory.Testing.Foreign.Consoles;
using MailFactory.Testing.Installs;
using MailFactory.Testing.Installs.Diagnosis;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Qmp;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Machines;

/// <summary>
/// Does work with an installed machine as long as the machine is well. When it ends, panics, hangs or reboots again and again, the
/// work is cancelled within seconds and the cause told, instead of a connection that times out minutes later.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="timeouts">How long it may be held, already scaled for the accelerator.</param>
/// <param name="time">The clock.</param>
internal sealed class MachineGuard(Machine machine, InstallTimeouts timeouts, TimeProvider time)
{
    private const int LinesShown = 15;

    // The reboot check reboots once; a guest that is still at it has something else in mind.
    private const int MostReboots = 3;

    private static readonly TimeSpan _oneReboot = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _answer = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Does the work and returns its result; throws <see cref="MachineFailedException"/> when the machine fails first. Whoever
    /// started the machine still ends it.
    /// </summary>
    public async Task<T> DoAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = work(end.Token);
        var watching = WatchAsync(end.Token);
        await Task.WhenAny(working, watching).ConfigureAwait(false);
        var isWorkOver = working.IsCompleted;
        await end.CancelAsync().ConfigureAwait(false);
        var finding = await watching.ConfigureAwait(false);
        await ((Task)working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var isFailed = finding is not null && !working.IsCompletedSuccessfully && !cancellationToken.IsCancellationRequested;
        return isFailed && (!isWorkOver || machine.Exit.IsCompleted)
            ? throw new MachineFailedException(
                finding!,
                await machine.SerialTailAsync(LinesShown, CancellationToken.None).ConfigureAwait(false)
            )
            : await working.ConfigureAwait(false);
    }

    /// <summary>
    /// How many times the guest rebooted. A kernel that does not come down at once tries its next way to reset the machine, and QEMU tells of
    /// each: what follows within two seconds is the same reboot.
    /// </summary>
    internal static int RebootsOf(IEnumerable<QmpEvent> events)
    {
        var reboots = 0;
        DateTimeOffset? begun = null;
        foreach (var reset in events.Where(happened => happened.Name == "RESET" && happened.Flag("guest")))
        {
            if (begun is null || reset.At - begun > _oneReboot)
            {
                reboots++;
                begun = reset.At;
            }
        }

        return reboots;
    }

    private static InstallFinding OnExit(MachineExit exit) =>
        exit.ShutdownReason switch
        {
            MachineExit.GuestShutdown => Finding(InstallFailureKind.Died, "the guest powered itself off"),
            MachineExit.GuestReset => Finding(InstallFailureKind.Rebooted, "the guest rebooted"),
            _ => InstallVerdict.OnExit(exit, isNonceSeen: false)!,
        };

    private static InstallFinding Finding(InstallFailureKind kind, string cause) =>
        new()
        {
            Kind = kind,
            Cause = cause,
            Remedy = "see the last serial lines",
            FailureClass = FailureClass.Product,
        };

    // The last look, when the work has ended with an error, may find the machine gone: that is the better explanation then.
    private async Task<InstallFinding?> WatchAsync(CancellationToken cancellationToken)
    {
        var lastRunning = time.GetTimestamp();
        while (true)
        {
            try
            {
                await machine.Exit.WaitAsync(_interval, time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is TimeoutException or OperationCanceledException)
            {
                // The machine goes on, or the work is over.
            }

            if (machine.Exit.IsCompleted)
            {
                return OnExit(await machine.Exit.ConfigureAwait(false));
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return null;
            }

            var condition = await machine.ConditionAsync(_answer, CancellationToken.None).ConfigureAwait(false);
            lastRunning = condition == MachineCondition.Running ? time.GetTimestamp() : lastRunning;
            var activity = new MachineActivity { Condition = condition, NotRunning = time.GetElapsedTime(lastRunning) };
            if (
                (
                    InstallVerdict.OnCondition(activity, timeouts)
                    ?? OnReboots()
                    ?? InstallVerdict.OnFlood(new SerialReader(machine.Spec.Serial.Path).Length)
                ) is
                { } finding
            )
            {
                return finding;
            }
        }
    }

    private InstallFinding? OnReboots()
    {
        var reboots = RebootsOf(machine.Events);
        return reboots <= MostReboots ? null : Finding(InstallFailureKind.Rebooted, $"the guest reboots again and again ({reboots} times)");
    }
}
