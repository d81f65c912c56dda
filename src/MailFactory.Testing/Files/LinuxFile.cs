using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MailFactory.Testing.Files;

/// <summary>What only Linux can do with a file; see open(2).</summary>
internal static class LinuxFile
{
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;

    private const int NoSuchFile = 2;
    private const int NoPermission = 13;
    private const int NoDirectory = 20;
    private const int TooManyLinks = 40;

    // The one flag here whose number depends on the processor.
    private static int NoFollow => RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 ? 0x8000 : 0x20000;

    /// <summary>Opens whatever has that name to be read, at once, unless it is a link.</summary>
    public static SafeFileHandle Open(string path)
    {
        var descriptor = Open(Encoding.UTF8.GetBytes(path + '\0'), NonBlocking | NoFollow | CloseOnExec);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw (
                Marshal.GetLastPInvokeError() switch
                {
                    NoSuchFile => new FileNotFoundException($"there is no {path}", path),
                    NoDirectory => new DirectoryNotFoundException($"there is no {path}"),
                    NoPermission => new UnauthorizedAccessException($"{path} may not be read by this user"),
                    TooManyLinks => new IOException($"{path} is a link, which is not followed"),
                    var error => new IOException($"{path} cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}"),
                }
            );
    }

    /// <summary>Sets who may do what with a file.</summary>
    public static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
