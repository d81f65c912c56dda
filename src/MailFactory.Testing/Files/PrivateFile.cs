using System.Security.Cryptography;

namespace MailFactory.Testing.Files;

/// <summary>New files that only their owner may read, digested while they are written.</summary>
internal static class PrivateFile
{
    private const int BufferBytes = 1 << 20;
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Writes what a stream still holds to a new file, and returns its length in bytes and its SHA-256. Throws
    /// <see cref="IOException"/> when the file is there already; what was written before a failure stays.
    /// </summary>
    public static async Task<(long Bytes, string Sha256)> WriteAsync(Stream from, string path, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mode;
        }

        var file = new FileStream(path, options);
        await using var _ = file.ConfigureAwait(false);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        var bytes = 0L;
        // A socket gives less than a buffer at a time, and small pieces are dear to write and to digest.
        for (
            int read;
            (read = await from.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false))
                > 0;
            bytes += read
        )
        {
            var writing = file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            digest.AppendData(buffer, 0, read);
            await writing.ConfigureAwait(false);
        }

        return (bytes, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }
}
