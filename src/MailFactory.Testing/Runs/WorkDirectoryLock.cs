using System.Text.Json;
using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Runs;

/// <summary>
/// One run at a time works in a work directory. The kernel keeps the lock (flock(2)), so a killed run leaves none; who holds it is
/// written beside it.
/// </summary>
internal sealed class WorkDirectoryLock : IDisposable
{
    private const int WouldBlock = 11;
    private const string FileName = "run.lock";

    private readonly FileStream? _file;

    private WorkDirectoryLock(FileStream? file)
    {
        _file = file;
    }

    /// <summary>
    /// Takes the lock; throws <see cref="WorkDirectoryBusyException"/> that names the holder when another run has it. Within one process it
    /// may be taken again.
    /// </summary>
    public static async Task<WorkDirectoryLock> TakeAsync(
        WorkLayout layout,
        WorkDirectoryHolder holder,
        CancellationToken cancellationToken
    )
    {
        OwnFolder.Create(layout.Logs);
        if (Open(layout) is not { } file)
        {
            // A release after a run in the same build: the run keeps the lock.
            var other = ReadHolder(layout);
            return other?.Process == ProcessIdentity.Current
                ? new WorkDirectoryLock(file: null)
                : throw new WorkDirectoryBusyException(layout.Root, other);
        }

        var taken = new WorkDirectoryLock(file);
        try
        {
            await AtomicFile
                .WriteAllTextAsync(HolderPath(layout), JsonSerializer.Serialize(holder, JsonDialect.Record), cancellationToken)
                .ConfigureAwait(false);
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Takes the lock for a moment, without a name; null when a run has it.</summary>
    public static WorkDirectoryLock? TryTake(WorkLayout layout)
    {
        OwnFolder.Create(layout.Logs);
        return Open(layout) is { } file ? new WorkDirectoryLock(file) : null;
    }

    /// <summary>The run that works in the directory now; null when none does.</summary>
    public static Task<WorkDirectoryHolder?> HolderAsync(WorkLayout layout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Holder(layout));
    }

    /// <summary>Whether a process is the one that has the lock: it holds the file open, which no record on disk can feign.</summary>
    public static bool IsHeldBy(WorkLayout layout, ProcessIdentity process) => process.HoldsOpen(Path.Combine(layout.Logs, FileName));

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => _file?.Dispose();

    private static string HolderPath(WorkLayout layout) => Path.Combine(layout.Logs, "run.json");

    private static FileStream? Open(WorkLayout layout)
    {
        try
        {
            return new FileStream(Path.Combine(layout.Logs, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error.HResult == WouldBlock)
        {
            return null;
        }
    }

    private static WorkDirectoryHolder? Holder(WorkLayout layout)
    {
        if (!File.Exists(Path.Combine(layout.Logs, FileName)))
        {
            return null;
        }

        using var free = Open(layout);
        return free is null ? ReadHolder(layout) ?? WorkDirectoryHolder.Unknown : null;
    }

    private static WorkDirectoryHolder? ReadHolder(WorkLayout layout)
    {
        try
        {
            return JsonSerializer.Deserialize<WorkDirectoryHolder>(OwnFile.ReadOwnText(HolderPath(layout)), JsonDialect.Record);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
