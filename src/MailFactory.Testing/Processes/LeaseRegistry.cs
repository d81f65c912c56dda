using System.Security.Cryptography;
using System.Text.Json;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Processes;

/// <summary>The folder of leases: one file per running child process of any run that shares the folder.</summary>
/// <param name="folder">The folder, created when needed.</param>
/// <param name="time">The clock.</param>
internal sealed class LeaseRegistry(string folder, TimeProvider time)
{
    /// <summary>How the names of scratch folders begin; nothing else is ever removed on the word of a lease.</summary>
    internal const string ScratchPrefix = "mail-factory-";

    /// <summary>The environment variable in which a child carries the nonce of its lease.</summary>
    internal const string NonceVariable = "MAIL_FACTORY_LEASE";

    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true };

    /// <summary>
    /// Ends what earlier runs left behind when they were killed, and removes their files. A process is ended only when its
    /// pid, its start time and the nonce in its environment all match the lease and the run that took the lease is gone.
    /// </summary>
    public async Task<IReadOnlyList<ReapedLease>> ReapAsync(CancellationToken cancellationToken)
    {
        var reaped = new List<ReapedLease>();
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            reaped.Add(await ReapFileAsync(file).ConfigureAwait(false));
        }

        return reaped;
    }

    /// <summary>Ends one process that an earlier run left behind, as <see cref="ReapAsync"/> does.</summary>
    public Task<ReapedLease> ReapOneAsync(ProcessLease lease, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<ReapedLease>(cancellationToken)
            : ReapFileAsync(Path.Combine(folder, $"{lease.Nonce}.json"));

    /// <summary>The leases on disk, whoever took them; files that are no lease are left out.</summary>
    public Task<IReadOnlyList<ProcessLease>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        return Task.FromResult<IReadOnlyList<ProcessLease>>([.. files.Select(Read).OfType<ProcessLease>()]);
    }

    /// <summary>A name for a lease that nobody can guess.</summary>
    public static string NewNonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Records a process that this run has just started with the nonce in its environment; returns the lease's file.</summary>
    internal async Task<string> TakeAsync(
        string name,
        ProcessKind kind,
        ProcessIdentity process,
        string nonce,
        string command,
        string? scratchFolder,
        CancellationToken cancellationToken
    )
    {
        OwnFolder.CreatePrivate(folder);
        var lease = new ProcessLease
        {
            Name = name,
            Kind = kind,
            Process = process,
            Owner = ProcessIdentity.Current,
            Nonce = nonce,
            Command = command,
            Taken = time.GetUtcNow(),
            ScratchFolder = scratchFolder,
        };
        var file = Path.Combine(folder, $"{lease.Nonce}.json");
        await AtomicFile.WriteSecretAsync(file, JsonSerializer.Serialize(lease, _json), cancellationToken).ConfigureAwait(false);
        return file;
    }

    /// <summary>
    /// Makes a process its own owner: no run ends it as a leftover while it lives, and its lease is reaped when it is gone.
    /// </summary>
    internal static async Task KeepRunningAsync(string file, CancellationToken cancellationToken)
    {
        var lease = Read(file) ?? throw new ToolException($"the lease {file} is gone");
        await AtomicFile
            .WriteSecretAsync(file, JsonSerializer.Serialize(lease with { Owner = lease.Process }, _json), cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<ReapedLease> ReapFileAsync(string file)
    {
        var lease = Read(file);
        if (lease is { Owner.IsRunning: true })
        {
            return new ReapedLease(file, lease, ReapOutcome.StillOwned);
        }

        var outcome = lease switch
        {
            null => ReapOutcome.Unreadable,
            { Process.IsRunning: false } => ReapOutcome.AlreadyGone,
            { } known when known.Process.Carries(known.Nonce) => ReapOutcome.Ended,
            _ => ReapOutcome.NotOurs,
        };
        if (outcome == ReapOutcome.Ended)
        {
            await ProcessEnding.EndAsync(lease!.Process, ProcessEnding.Grace, time).ConfigureAwait(false);
        }

        RemoveScratch(lease?.ScratchFolder);
        File.Delete(file);
        return new ReapedLease(file, lease, outcome);
    }

    private static ProcessLease? Read(string file)
    {
        try
        {
            var lease = JsonSerializer.Deserialize<ProcessLease>(OwnFile.ReadOwnText(file), _json);
            return lease?.Nonce == Path.GetFileNameWithoutExtension(file) ? lease : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void RemoveScratch(string? scratch)
    {
        var isOurs =
            scratch is not null
            && Path.GetDirectoryName(scratch) == Path.TrimEndingDirectorySeparator(Path.GetTempPath())
            && Path.GetFileName(scratch).StartsWith(ScratchPrefix, StringComparison.Ordinal);
        if (isOurs && FileFacts.Of(scratch!) is { IsFolder: true, IsOwn: true })
        {
            Directory.Delete(scratch!, recursive: true);
        }
    }
}
