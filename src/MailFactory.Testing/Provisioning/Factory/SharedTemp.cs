using MailFactory.Testing.Processes;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>The host's own /tmp for one run of Mail Server Factory at a time, where a private one cannot be made.</summary>
internal sealed class SharedTemp : IDisposable
{
    private static readonly string[] _names = ["Utils.tar.gz", "1.0.0.tar.gz"];
    private readonly string _folder;
    private readonly FileStream _lock;

    private SharedTemp(string folder, FileStream turn)
    {
        _folder = folder;
        _lock = turn;
    }

    /// <summary>
    /// Waits for its turn; throws <see cref="ToolException"/> when files of Mail Server Factory lie there that no run of ours made.
    /// </summary>
    public static async Task<SharedTemp> TakeAsync(string folder, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        FileStream? turn = null;
        var path = Path.Combine(folder, $"mail-factory-{Environment.UserName}.lock");
        await Wait.UntilAsync(
                "no other run of Mail Server Factory uses this host's /tmp",
                _ => Task.FromResult((turn = TryLock(path)) is not null),
                timeout,
                TimeSpan.FromSeconds(1),
                time,
                cancellationToken
            )
            .ConfigureAwait(false);
        var left = _names.Select(name => Path.Combine(folder, name)).Where(File.Exists).ToList();
        if (left.Count == 0)
        {
            return new SharedTemp(folder, turn!);
        }

        await turn!.DisposeAsync().ConfigureAwait(false);
        throw new ToolException(
            $"{string.Join(" and ", left)} would be taken by Mail Server Factory for its own; remove what no other run needs"
        );
    }

    /// <summary>Removes what the run left and gives the next one its turn.</summary>
    public void Dispose()
    {
        foreach (var name in _names)
        {
            File.Delete(Path.Combine(_folder, name));
        }

        _lock.Dispose();
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
