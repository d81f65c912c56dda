namespace MailFactory.Testing.Files;

/// <summary>Replaces files in one step, so that a reader or a crash never sees half of one.</summary>
internal static class AtomicFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a text file by way of a temporary neighbour and a rename.</summary>
    public static Task WriteAllTextAsync(string path, string text, CancellationToken cancellationToken) =>
        WriteAsync(path, text, mode: null, cancellationToken);

    /// <summary>Writes a text file that only its owner may read (mode 0600).</summary>
    public static Task WriteSecretAsync(string path, string text, CancellationToken cancellationToken) =>
        WriteAsync(path, text, Private, cancellationToken);

    /// <summary>Writes a file piece by piece, for what is too large to be a text in memory again and again.</summary>
    public static Task WriteAsync(string path, Func<Stream, Task> write, CancellationToken cancellationToken) =>
        WriteAsync(path, write, mode: null, cancellationToken);

    private static Task WriteAsync(string path, string text, UnixFileMode? mode, CancellationToken cancellationToken) =>
        WriteAsync(
            path,
            async stream =>
            {
                var writer = new StreamWriter(stream, leaveOpen: true);
                await using (writer.ConfigureAwait(false))
                {
                    await writer.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
                }
            },
            mode,
            cancellationToken
        );

    private static async Task WriteAsync(string path, Func<Stream, Task> write, UnixFileMode? mode, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // A name that nobody can know before, and only ever a new file: a link that somebody left there is not followed.
        var neighbour = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (mode is not null && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        try
        {
            var stream = new FileStream(neighbour, options);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(neighbour, path, overwrite: true);
        }
        catch
        {
            File.Delete(neighbour);
            throw;
        }
    }
}
