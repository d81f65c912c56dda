using MailFactory.Testing.Files;

namespace MailFactory.Testing.Releases;

/// <summary>A file to be attached to a release.</summary>
/// <param name="Path">The file on this host.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256 digest.</param>
internal sealed record ReleaseAsset(string Path, long Bytes, string Sha256)
{
    /// <summary>The name in the release.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Measures a file.</summary>
    public static async Task<ReleaseAsset> OfFileAsync(string path, CancellationToken cancellationToken) =>
        new(path, new FileInfo(path).Length, await Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false));
}
