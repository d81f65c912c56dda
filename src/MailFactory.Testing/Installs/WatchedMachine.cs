using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Qemu.Qmp;

namespace MailFactory.Testing.Installs;

/// <summary>A real machine as an install monitor sees it. A QEMU that does not answer is given up on, not waited for.</summary>
internal sealed class WatchedMachine(Machine machine, IReadOnlyList<string> moreLogs, TimeProvider time) : IWatchedMachine
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    private readonly TrafficReader? _traffic = machine.Spec.Traffic is { } traffic ? new TrafficReader(traffic.Path) : null;

    public string SerialPath => machine.Spec.Serial.Path;

    public IReadOnlyList<string> LogPaths { get; } = [.. machine.Spec.MoreSerials.Select(serial => serial.Path), .. moreLogs];

    public Task<MachineExit> Exit => machine.Exit;

    public string? StorageError
    {
        get
        {
            if (machine.Events.LastOrDefault(happened => happened.Name == "BLOCK_IO_ERROR") is { } error)
            {
                return error.Flag("nospace") ? "the host's disk is full" : error.Text("reason") ?? "the host reported an I/O error";
            }

            return null;
        }
    }

    public Task<MachineCondition> ConditionAsync(CancellationToken cancellationToken) => machine.ConditionAsync(_limit, cancellationToken);

    public async Task<long?> DiskRequestsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (
                await machine.BlockStatsAsync(cancellationToken).WaitAsync(_limit, time, cancellationToken).ConfigureAwait(false)
            ).Requests;
        }
        catch (Exception error) when (error is QmpException or TimeoutException)
        {
            return null;
        }
    }

    public Task<long> NetworkBytesAsync(CancellationToken cancellationToken) =>
        _traffic?.ReadAsync(cancellationToken) ?? Task.FromResult(0L);

    public async Task<bool> ScreenshotAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await machine.ScreenshotAsync(path, cancellationToken).WaitAsync(_limit, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is QmpException or TimeoutException)
        {
            return false;
        }
    }
}
