using System.Text;

namespace MailFactory.Testing.Qemu;

/// <summary>The folder for temporary files, in which each machine has a folder with its sockets.</summary>
internal static class SocketFolder
{
    // A socket's path ends at 107 bytes (unix(7)); below the folder come the machine's own, of six random characters, and the socket.
    private const int LongestSocket = 107;
    private const int Below = 32;

    /// <summary>Why machines cannot be run with this folder; null when they can.</summary>
    public static string? Problem(string path)
    {
        if (!Directory.Exists(path))
        {
            return $"TMPDIR: {path} is not a folder; set TMPDIR to one that is there, or unset it";
        }

        var length = Encoding.UTF8.GetByteCount(path);
        return length > LongestSocket - Below
            ? $"TMPDIR: {path} has {length} bytes, and QEMU's sockets below it allow {LongestSocket - Below}; set TMPDIR to a shorter one"
            : null;
    }
}
