using System.Text;
using System.Text.Json;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.ReplayQemu;

/// <summary>
/// The system that an install leaves on a disk: in the disk itself, so that overlays and archives carry it on, behind a first sector
/// with code for BIOS.
/// </summary>
/// <param name="OsRelease">The text of /etc/os-release.</param>
/// <param name="PublicKey">The key that may log in.</param>
internal sealed record DiskState(string OsRelease, string PublicKey)
{
    private const int Size = 4096;
    private const int StateAt = 1024;

    /// <summary>Writes the state into the first sectors of a qcow2 disk.</summary>
    public async Task WriteAsync(string disk)
    {
        var sectors = new byte[Size];
        (sectors[0], sectors[510], sectors[511]) = (0xeb, 0x55, 0xaa);
        JsonSerializer.SerializeToUtf8Bytes(this).CopyTo(sectors, StateAt);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, sectors);
            (
                await ToolRunner.RunAsync(
                    ToolCommand.Create("qemu-io", "-f", "qcow2", "-c", $"write -s {file} 0 {Size}", disk),
                    CancellationToken.None
                )
            ).EnsureSuccess();
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Reads the state of a disk; null when nothing is installed on it.</summary>
    public static async Task<DiskState?> ReadAsync(string disk)
    {
        var file = Path.GetTempFileName();
        try
        {
            var copy = ToolCommand.Create(
                "qemu-img",
                "dd",
                "-U",
                "-f",
                "qcow2",
                "-O",
                "raw",
                $"bs={Size}",
                "count=1",
                $"if={disk}",
                $"of={file}"
            );
            (await ToolRunner.RunAsync(copy, CancellationToken.None)).EnsureSuccess();
            var text = Encoding.UTF8.GetString((await File.ReadAllBytesAsync(file)).AsSpan(StateAt)).TrimEnd('\0');
            return text.Length == 0 ? null : JsonSerializer.Deserialize<DiskState>(text);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
