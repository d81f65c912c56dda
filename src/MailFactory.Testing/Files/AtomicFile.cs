namespace MailFactory.Testing.Files;

/// <summary>Replaces files in one step, so that a reader or a crash never sees half of one.</summary>
public static class AtomicFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a text file by way of a temporary neighbour and a rename.</summary>
    public static Task WriteAllTextAsync(string path, string text, CancellationToken cancellationToken) =>
        WriteAsync(path, text, mode: null, cancellationToken);

    /// <summary>Writes a text file that only its owner may read (mode 0600).</summary>
    public static Task WriteSecretAsync(string path, string text, CancellationToken cancellationToken) =>
        WriteAsync(path, text, Private, cancellationToken);

    private static async Task WriteAsync(string path, string text, UnixFileMode? mode, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var neighbour = $"{path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (mode is not null && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        var writer = new StreamWriter(neighbour, options);
        await using (writer.ConfigureAwait(false))
        {
            await writer.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
        }

        File.Move(neighbour, path, overwrite: true);
    }
}
