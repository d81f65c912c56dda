using System.Text;

namespace MailFactory.Testing.Files;

/// <summary>
/// Reads files that somebody else may have put there: regular files only. A link is not followed, and a pipe, which would keep
/// its reader waiting for ever, is not read.
/// </summary>
internal static class RegularFile
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Opens a file to be read; throws <see cref="IOException"/> that says what it is when it is not a regular file.</summary>
    public static FileStream OpenRead(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new IOException("its name has a NUL in it");
        }

        if (!OperatingSystem.IsLinux())
        {
            return new FileInfo(path).LinkTarget is null
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes)
                : throw new IOException($"{path} is a link, which is not followed");
        }

        var handle = LinuxFile.Open(path);
        if (FileFacts.Of(handle) is { IsRegular: true })
        {
            return new FileStream(handle, FileAccess.Read, BufferBytes);
        }

        handle.Dispose();
        throw new IOException($"{path} is not a regular file");
    }

    /// <summary>
    /// Opens what a path leads to, through links that a user made, such as one to another disk; throws as <see cref="OpenRead"/> does.
    /// </summary>
    public static FileStream OpenTarget(string path) =>
        OpenRead(File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path);

    /// <summary>Whether there is a regular file of that name that can be read.</summary>
    public static bool IsThere(string path)
    {
        try
        {
            using var file = OpenRead(path);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>
    /// The text of a file in UTF-8; throws <see cref="IOException"/> when it is not a regular file or has more bytes than allowed.
    /// </summary>
    public static Task<string> ReadAllTextAsync(string path, int mostBytes, CancellationToken cancellationToken) =>
        TextOfAsync(OpenRead(path), mostBytes, cancellationToken);

    /// <summary>
    /// The text of what a path leads to, as <see cref="OpenTarget"/> does; throws as <see cref="ReadAllTextAsync"/> does.
    /// </summary>
    public static Task<string> ReadTargetTextAsync(string path, int mostBytes, CancellationToken cancellationToken) =>
        TextOfAsync(OpenTarget(path), mostBytes, cancellationToken);

    private static async Task<string> TextOfAsync(FileStream file, int mostBytes, CancellationToken cancellationToken)
    {
        await using var _ = file.ConfigureAwait(false);
        using var bytes = new MemoryStream();
        var buffer = new byte[BufferBytes];
        for (int read; (read = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; )
        {
            if (bytes.Length + read > mostBytes)
            {
                throw new IOException($"the file has more than {mostBytes} bytes");
            }

            bytes.Write(buffer, 0, read);
        }

        bytes.Position = 0;
        using var reader = new StreamReader(bytes, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }
}
