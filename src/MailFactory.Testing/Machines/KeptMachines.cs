using System.Text.Json;
using MailFactory.Testing.Files;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Machines;

/// <summary>
/// The machines of a work directory that keep running without a build: a folder for each distro, with disk, console, SSH key and record.
/// </summary>
/// <param name="layout">The work directory.</param>
internal sealed class KeptMachines(WorkLayout layout)
{
    private const string RecordFile = "kept.json";
    private const string KeyFile = "id_ed25519";

    /// <summary>What its QEMU process is called.</summary>
    public static string NameOf(string distro) => $"vm_kept_{distro}";

    /// <summary>The disk of a distro's kept machine.</summary>
    public string DiskOf(string distro) => Path.Combine(FolderOf(distro), "disk.qcow2");

    /// <summary>The recorded console of a distro's kept machine.</summary>
    public string SerialOf(string distro) => Path.Combine(FolderOf(distro), "serial.log");

    /// <summary>The kept machines that run now, in the order of their distros.</summary>
    public IReadOnlyList<KeptMachine> Running()
    {
        string[] folders = Directory.Exists(layout.KeptMachines) ? Directory.GetDirectories(layout.KeptMachines) : [];
        return
        [
            .. folders
                .Select(folder => Path.GetFileName(folder))
                .Order(StringComparer.Ordinal)
                .Select(Read)
                .OfType<KeptMachine>()
                .Where(machine => machine.Process.IsRunning),
        ];
    }

    /// <summary>The record of a distro's kept machine, whether it runs or not; null when there is none.</summary>
    public KeptMachine? Read(string distro)
    {
        try
        {
            return JsonSerializer.Deserialize<KeptMachine>(
                OwnFile.ReadOwnText(Path.Combine(FolderOf(distro), RecordFile)),
                JsonDialect.Record
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Lets a running machine go and writes down how to get in; the key is copied, so that it outlives the archive.</summary>
    public async Task<KeptMachine> KeepAsync(
        Machine machine,
        KeptLogin login,
        IReadOnlyDictionary<MailService, int> mailPorts,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var folder = FolderOf(login.Distro);
        FolderMarker.Make(folder);
        var key = Path.Combine(folder, KeyFile);
        var text = await File.ReadAllTextAsync(login.Access.PrivateKeyPath, cancellationToken).ConfigureAwait(false);
        await AtomicFile.WriteSecretAsync(key, text, cancellationToken).ConfigureAwait(false);
        var kept = new KeptMachine
        {
            Distro = login.Distro,
            Process = machine.Process,
            SshPort = login.Access.Port,
            User = login.Access.User,
            SshKey = key,
            HostKey = login.Access.HostKey,
            MailPorts = mailPorts,
            ArchiveFile = login.Disk,
            Since = time.GetUtcNow(),
            Slowness = login.Slowness,
        };
        if (kept.HostKey is { } hostKey)
        {
            await AtomicFile
                .WriteAllTextAsync(kept.KnownHostsFile, $"[127.0.0.1]:{kept.SshPort} {hostKey}\n", cancellationToken)
                .ConfigureAwait(false);
        }

        await AtomicFile
            .WriteAllTextAsync(Path.Combine(folder, RecordFile), JsonSerializer.Serialize(kept, JsonDialect.Record), cancellationToken)
            .ConfigureAwait(false);
        await machine.KeepRunningAsync(cancellationToken).ConfigureAwait(false);
        return kept;
    }

    private string FolderOf(string distro) => Path.Combine(layout.KeptMachines, distro);
}
