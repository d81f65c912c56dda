using System.Collections.Concurrent;

namespace MailFactory.Testing.Installs.Events;

/// <summary>
/// Takes the progress events that installers post over HTTP, and appends each as a line to a machine's log. Each machine has a
/// port of its own on the loopback address, the only one that its guest can reach there: what one guest does to it, however often,
/// is no other's trouble.
/// </summary>
internal sealed class InstallEventListener : IAsyncDisposable
{
    /// <summary>The host's loopback address as a guest on QEMU's user network sees it.</summary>
    private const string HostSeenByGuest = "10.0.2.2";

    private readonly ConcurrentDictionary<string, InstallEventPort> _ports = new(StringComparer.Ordinal);

    /// <summary>Opens an address of its own for one machine, whose events go to the log; nobody else knows the address.</summary>
    public Uri Open(string logPath)
    {
        var port = _ports.GetOrAdd(logPath, path => new InstallEventPort(path));
        return new Uri($"http://{HostSeenByGuest}:{port.Port}{port.Path}");
    }

    /// <summary>The port on the loopback address that was opened for a machine's log; null when none was.</summary>
    public int? PortOf(string logPath) => _ports.TryGetValue(logPath, out var port) ? port.Port : null;

    /// <summary>Stops listening for a machine whose installer has ended.</summary>
    public async Task CloseAsync(string logPath)
    {
        if (_ports.TryRemove(logPath, out var port))
        {
            await port.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Stops listening and lets the requests in work end.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var path in _ports.Keys)
        {
            await CloseAsync(path).ConfigureAwait(false);
        }
    }
}
