using System.Globalization;

namespace MailFactory.Testing.Files;

/// <summary>
/// One process at a time may change a folder of media. The kernel keeps the lock (flock(2)), so a killed process leaves none.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const int WouldBlock = 11;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    private readonly FileStream _file;

    private FolderLock(FileStream file)
    {
        _file = file;
    }

    /// <summary>Waits until nobody else has the lock, and says meanwhile who has.</summary>
    public static async Task<FolderLock> AcquireAsync(
        string folder,
        Action<string> waitingFor,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(folder);
        var holder = Path.Combine(folder, ".lock.holder");
        while (true)
        {
            if (TryAcquire(folder) is { } taken)
            {
                await File.WriteAllTextAsync(
                        holder,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"process {Environment.ProcessId} on {Environment.MachineName}, since {time.GetUtcNow():HH:mm:ss} UTC"
                        ),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                return taken;
            }

            waitingFor(
                File.Exists(holder) ? await File.ReadAllTextAsync(holder, cancellationToken).ConfigureAwait(false) : "another process"
            );
            await Task.Delay(_pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The lock, unless another has it.</summary>
    public static FolderLock? TryAcquire(string folder) =>
        Open(Path.Combine(folder, ".lock"), FileAccess.ReadWrite, FileShare.None) is { } file ? new FolderLock(file) : null;

    /// <summary>Marks the folder's media as in use; many may do so at the same time, and prune passes them over.</summary>
    public static FolderLock? TryUse(string folder)
    {
        var path = Path.Combine(folder, ".use");
        File.AppendAllText(path, string.Empty);
        return Open(path, FileAccess.Read, FileShare.Read) is { } file ? new FolderLock(file) : null;
    }

    /// <summary>Whether anybody uses the folder's media.</summary>
    public static bool IsInUse(string folder) => IsTaken(Path.Combine(folder, ".use"));

    /// <summary>Whether anybody changes the folder.</summary>
    public static bool IsHeld(string folder) => IsTaken(Path.Combine(folder, ".lock"));

    public void Dispose() => _file.Dispose();

    private static bool IsTaken(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = Open(path, FileAccess.ReadWrite, FileShare.None);
        return file is null;
    }

    private static FileStream? Open(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException error) when (error.HResult == WouldBlock)
        {
            return null;
        }
    }
}
