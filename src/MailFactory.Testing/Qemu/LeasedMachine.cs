using System.Net.Sockets;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Qmp;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Qemu;

/// <summary>A machine that keeps running without the run that started it, found again by its lease.</summary>
/// <param name="lease">The lease of its QEMU process.</param>
/// <param name="leases">Where the lease is kept.</param>
/// <param name="time">The clock.</param>
internal sealed class LeasedMachine(ProcessLease lease, LeaseRegistry leases, TimeProvider time)
{
    /// <summary>The name of the QMP socket in a machine's scratch folder.</summary>
    internal const string QmpSocket = "qmp";

    private static readonly TimeSpan _answer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Presses the power button, gives the guest <paramref name="limit"/> to power down, and ends QEMU if it did not. Returns
    /// whether the machine went down by itself.
    /// </summary>
    public async Task<bool> PowerDownAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        await PressButtonAsync(cancellationToken).ConfigureAwait(false);
        var isDown = await GoesDownAsync(limit, cancellationToken).ConfigureAwait(false);
        if (lease.Process.Carries(lease.Nonce))
        {
            await ProcessEnding.EndAsync(lease.Process, ProcessEnding.Grace, time).ConfigureAwait(false);
        }

        await leases.ReapOneAsync(lease, CancellationToken.None).ConfigureAwait(false);
        return isDown;
    }

    private async Task PressButtonAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => end.Cancel(), state: null, _answer, Timeout.InfiniteTimeSpan);
        try
        {
            var qmp = await QmpConnection.ConnectAsync(Path.Combine(lease.ScratchFolder!, QmpSocket), end.Token).ConfigureAwait(false);
            await using (qmp.ConfigureAwait(false))
            {
                await qmp.ExecuteAsync("system_powerdown", arguments: null, end.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is SocketException or QmpException or OperationCanceledException)
        {
            // It is going down already, or does not listen: waiting shows which.
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private Task<bool> GoesDownAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        Wait.WhetherAsync(_ => Task.FromResult(!lease.Process.IsRunning), limit, _interval, time, cancellationToken);
}
