using System.Globalization;
using System.Security.Cryptography;

namespace MailFactory.Testing.Media.Store;

/// <summary>
/// A medium whose file is open and was hashed through that opening: what <see cref="Path"/> leads to are these very bytes, even when
/// somebody puts another file in the medium's place.
/// </summary>
internal sealed class HeldMedium : IAsyncDisposable
{
    private readonly FileStream _file;

    private HeldMedium(FileStream file) => _file = file;

    /// <summary>A path to the open file for this process and its children; the medium's own where the host has no other.</summary>
    public string Path =>
        OperatingSystem.IsLinux()
            ? string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{_file.SafeFileHandle.DangerousGetHandle()}")
            : _file.Name;

    /// <summary>Opens a medium's file, or says that it is not what was verified any more.</summary>
    public static async Task<Outcome<HeldMedium>> OpenAsync(Medium medium, CancellationToken cancellationToken)
    {
        if (!File.Exists(medium.FilePath))
        {
            return new MediaFailure($"{medium.FilePath} was verified and is gone now; something else removed it");
        }

        var file = new FileStream(
            medium.FilePath,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            bufferSize: 1 << 20,
            FileOptions.SequentialScan | FileOptions.Asynchronous
        );
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
        if (digest == medium.Sha256)
        {
            file.Position = 0;
            return new HeldMedium(file);
        }

        await file.DisposeAsync().ConfigureAwait(false);
        return new MediaFailure(
            $"{medium.FilePath} is no longer the file that was verified: its SHA-256 is {digest} where it was "
                + $"{medium.Sha256}; something else replaced it, so nothing of it is used"
        );
    }

    /// <summary>Lets the file go.</summary>
    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
