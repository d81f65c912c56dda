using System.Runtime.InteropServices;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>Wakes a display when the run, the keyboard or the terminal's size changed.</summary>
internal sealed class StatusWatcher : IDisposable
{
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly PosixSignalRegistration? _resize;
    private readonly FileSystemWatcher? _watcher;

    public StatusWatcher(WorkLayout layout)
    {
        _resize = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Wake());
        try
        {
            Directory.CreateDirectory(layout.Logs);
            _watcher = new FileSystemWatcher(layout.Logs, Path.GetFileName(layout.Status)) { EnableRaisingEvents = true };
            _watcher.Renamed += (_, _) => Wake();
            _watcher.Changed += (_, _) => Wake();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The host has no watch left (fs.inotify.max_user_watches), or the folder is not ours: the clock's tick has to do.
        }
    }

    /// <summary>Ends the current wait, or the next one.</summary>
    public void Wake()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // A wake-up is on its way already.
        }
        catch (ObjectDisposedException)
        {
            // A key was pressed after the display had ended.
        }
    }

    /// <summary>Waits for a change, for so long at most.</summary>
    public Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken) => _changed.WaitAsync(limit, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _watcher?.Dispose();
        _resize?.Dispose();
        _changed.Dispose();
    }
}
