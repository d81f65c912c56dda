using MailFactory.Testing.Amounts;

namespace MailFactory.Testing.Downloads;

/// <summary>Room on the disk of a folder.</summary>
internal static class DiskSpace
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    /// <summary>How many bytes are missing for a file of this size; zero when it fits.</summary>
    public static long Missing(string folder, long bytes) =>
        Math.Max(0, bytes - new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace);

    /// <summary>Whether the error says that the disk, or the user's share of it, is full (errno(3)).</summary>
    public static bool IsFull(Exception error) => error is IOException { HResult: NoSpaceLeft or QuotaExceeded };

    /// <summary>One line for people.</summary>
    public static string Explain(Uri source, string folder, long total, long missing) =>
        $"{source}: no room for its {Sizes.TenthsOfMegabytes(total)} in {folder}: {Sizes.TenthsOfMegabytes(Math.Max(missing, 1))} are missing; free "
        + "them or name another folder with --work-directory";
}
