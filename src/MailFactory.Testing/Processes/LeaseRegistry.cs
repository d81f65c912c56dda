using System.Text.Json;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Processes;

/// <summary>The folder of leases: one file per running child process of any run that shares the folder.</summary>
/// <param name="folder">The folder, created when needed.</param>
/// <param name="time">The clock.</param>
public sealed class LeaseRegistry(string folder, TimeProvider time)
{
    /// <summary>How the names of scratch folders begin; nothing else is ever removed on the word of a lease.</summary>
    internal const string ScratchPrefix = "mail-factory-";

    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true };

    /// <summary>
    /// Ends what earlier runs left behind when they were killed, and removes their files. A process is ended only when its
    /// pid and its start time both match the lease and the run that took the lease is gone.
    /// </summary>
    public async Task<IReadOnlyList<ReapedLease>> ReapAsync(CancellationToken cancellationToken)
    {
        var reaped = new List<ReapedLease>();
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [])
        {
            reaped.Add(await ReapFileAsync(file, cancellationToken).ConfigureAwait(false));
        }

        return reaped;
    }

    /// <summary>Ends one process that an earlier run left behind, as <see cref="ReapAsync"/> does.</summary>
    public Task<ReapedLease> ReapOneAsync(ProcessLease lease, CancellationToken cancellationToken) =>
        ReapFileAsync(Path.Combine(folder, $"{lease.Nonce}.json"), cancellationToken);

    /// <summary>The leases on disk, whoever took them; files that are no lease are left out.</summary>
    public async Task<IReadOnlyList<ProcessLease>> ListAsync(CancellationToken cancellationToken)
    {
        var leases = new List<ProcessLease>();
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [])
        {
            if (await ReadAsync(file, cancellationToken).ConfigureAwait(false) is { } lease)
            {
                leases.Add(lease);
            }
        }

        return leases;
    }

    /// <summary>Records a process that this run has just started; returns the lease's file.</summary>
    internal async Task<string> TakeAsync(string name, ProcessIdentity process, string command, string? scratchFolder, CancellationToken cancellationToken)
    {
        var lease = new ProcessLease
        {
            Name = name,
            Process = process,
            Owner = ProcessIdentity.Current,
            Nonce = Guid.NewGuid().ToString("N"),
            Command = command,
            Taken = time.GetUtcNow(),
            ScratchFolder = scratchFolder,
        };
        var file = Path.Combine(folder, $"{lease.Nonce}.json");
        await AtomicFile.WriteSecretAsync(file, JsonSerializer.Serialize(lease, _json), cancellationToken).ConfigureAwait(false);
        return file;
    }

    /// <summary>Makes a process its own owner: no run ends it as a leftover while it lives, and its lease is reaped when it is gone.</summary>
    internal static async Task LetGoAsync(string file, CancellationToken cancellationToken)
    {
        var lease = await ReadAsync(file, cancellationToken).ConfigureAwait(false) ?? throw new ToolException($"the lease {file} is gone");
        await AtomicFile.WriteSecretAsync(file, JsonSerializer.Serialize(lease with { Owner = lease.Process }, _json), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ReapedLease> ReapFileAsync(string file, CancellationToken cancellationToken)
    {
        var lease = await ReadAsync(file, cancellationToken).ConfigureAwait(false);
        if (lease is { Owner.IsRunning: true })
        {
            return new ReapedLease(file, lease, ReapOutcome.StillOwned);
        }

        var wasRunning = lease is { Process.IsRunning: true };
        if (wasRunning)
        {
            await ProcessEnding.EndAsync(lease!.Process, ProcessEnding.Grace, time).ConfigureAwait(false);
        }

        RemoveScratch(lease?.ScratchFolder);
        File.Delete(file);
        return new ReapedLease(file, lease, lease is null ? ReapOutcome.Unreadable : wasRunning ? ReapOutcome.Ended : ReapOutcome.AlreadyGone);
    }

    private static async Task<ProcessLease?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<ProcessLease>(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false), _json);
        }
        catch (Exception error) when (error is JsonException or FileNotFoundException)
        {
            return null;
        }
    }

    private static void RemoveScratch(string? scratch)
    {
        var isOurs = scratch is not null
            && Path.GetDirectoryName(scratch) == Path.TrimEndingDirectorySeparator(Path.GetTempPath())
            && Path.GetFileName(scratch).StartsWith(ScratchPrefix, StringComparison.Ordinal);
        if (isOurs && Directory.Exists(scratch))
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
