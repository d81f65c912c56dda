using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Qmp;

namespace MailFactory.Testing.Installs;

/// <summary>A real machine as an install monitor sees it.</summary>
internal sealed class WatchedMachine(Machine machine, IReadOnlyList<string> moreLogs) : IWatchedMachine
{
    public string SerialPath => machine.Spec.Serial.Path;

    public IReadOnlyList<string> LogPaths { get; } = [.. machine.Spec.MoreSerials.Select(serial => serial.Path), .. moreLogs];

    public Task<MachineExit> Exit => machine.Exit;

    public string? StorageError => machine.Events.LastOrDefault(happened => happened.Name == "BLOCK_IO_ERROR") is { } error
        ? error.Flag("nospace") ? "the host's disk is full" : error.Text("reason") ?? "the host reported an I/O error"
        : null;

    public async Task<long?> DiskRequestsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await machine.BlockStatsAsync(cancellationToken).ConfigureAwait(false)).Requests;
        }
        catch (QmpException)
        {
            return null;
        }
    }

    public async Task<bool> ScreenshotAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await machine.ScreenshotAsync(path, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (QmpException)
        {
            return false;
        }
    }
}
