using System.Text.Json;
using MailFactory.Testing.Files;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Qmp;

namespace MailFactory.Testing.Machines;

/// <summary>Keeps what only a running machine can tell: how it was started, what QEMU reported, what its disks did.</summary>
internal static class MachineEvidence
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    /// <summary>The files of a machine's evidence, by the name of what it was used for.</summary>
    public static IReadOnlyList<string> Files(string use) => [Command(use), Events(use), Disks(use)];

    /// <summary>Writes the files; a machine that has ended cannot be asked for its disks any more, so that file is missing then.</summary>
    /// <param name="machine">The machine, still ours.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="use">What the machine is used for, such as <c>install</c>.</param>
    public static async Task WriteAsync(Machine machine, string folder, string use)
    {
        // Also when the stage was cancelled: this is what explains it afterwards.
        using var limit = new CancellationTokenSource(_limit);
        await AtomicFile
            .WriteAllTextAsync(Path.Combine(folder, Command(use)), $"{machine.Spec.ToCommand("qmp.sock")}\n", limit.Token)
            .ConfigureAwait(false);
        var events = machine.Events.Select(happened =>
            JsonSerializer.Serialize(new { Event = happened.Name, Data = Data(happened) }, JsonSerializerOptions.Web) + "\n"
        );
        await AtomicFile.WriteAllTextAsync(Path.Combine(folder, Events(use)), string.Concat(events), limit.Token).ConfigureAwait(false);
        try
        {
            var disks = await machine.BlockStatsAsync(limit.Token).ConfigureAwait(false);
            await AtomicFile
                .WriteAllTextAsync(
                    Path.Combine(folder, Disks(use)),
                    JsonSerializer.Serialize(disks, JsonDialect.Record) + "\n",
                    limit.Token
                )
                .ConfigureAwait(false);
        }
        catch (Exception error) when (error is QmpException or OperationCanceledException)
        {
            // QEMU is gone or does not answer; the events say how it ended.
        }
    }

    private static JsonElement? Data(QmpEvent happened) => happened.Data.ValueKind == JsonValueKind.Undefined ? null : happened.Data;

    private static string Command(string use) => $"{use}.qemu-command.txt";

    private static string Events(string use) => $"{use}.qmp-events.jsonl";

    private static string Disks(string use) => $"{use}.block-stats.json";
}
