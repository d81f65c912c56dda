using System.Net.Sockets;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Qmp;

namespace MailFactory.Testing.Qemu;

/// <summary>A machine that goes on without the run that started it, found again by its lease.</summary>
/// <param name="lease">The lease of its QEMU process.</param>
/// <param name="leases">Where the lease is kept.</param>
/// <param name="time">The clock.</param>
public sealed class LooseMachine(ProcessLease lease, LeaseRegistry leases, TimeProvider time)
{
    /// <summary>The name of the QMP socket in a machine's scratch folder.</summary>
    internal const string QmpSocket = "qmp";

    /// <summary>
    /// Presses the power button, gives the guest <paramref name="limit"/> to power down, and ends QEMU if it did not. Returns
    /// whether the guest powered down by itself.
    /// </summary>
    public async Task<bool> PowerDownAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var isGuestDown = await AskAsync(limit, cancellationToken).ConfigureAwait(false);
        await ProcessEnding.EndAsync(lease.Process, ProcessEnding.Grace, time).ConfigureAwait(false);
        await leases.ReapOneAsync(lease, CancellationToken.None).ConfigureAwait(false);
        return isGuestDown;
    }

    private async Task<bool> AskAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => end.Cancel(), state: null, limit, Timeout.InfiniteTimeSpan);
        try
        {
            var qmp = await QmpConnection.ConnectAsync(Path.Combine(lease.ScratchFolder!, QmpSocket), end.Token).ConfigureAwait(false);
            await using (qmp.ConfigureAwait(false))
            {
                await qmp.ExecuteAsync("system_powerdown", arguments: null, end.Token).ConfigureAwait(false);
                await qmp.Closed.WaitAsync(end.Token).ConfigureAwait(false);
                return qmp.Events.Any(happened => happened.Name == "SHUTDOWN" && happened.Text("reason") == MachineExit.GuestShutdown);
            }
        }
        catch (Exception error) when (error is SocketException or QmpException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
