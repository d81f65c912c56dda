namespace MailFactory.Testing.Releases;

/// <summary>Cuts an image into files that a release takes.</summary>
internal static class ImageParts
{
    /// <summary>
    /// The size of a part in bytes: GitHub takes files under 2 GiB
    /// (https://docs.github.com/en/repositories/releasing-projects-on-github/about-releases).
    /// </summary>
    public const long DefaultBytes = 1900L << 20;

    private const int PieceBytes = 1 << 20;

    /// <summary>
    /// Cuts the image into <c>NAME.part01</c> and so on beside it, and returns their paths in order. The image is consumed from
    /// its end, so that no more than one part of room is needed; a single part is the image under another name.
    /// </summary>
    public static async Task<IReadOnlyList<string>> SplitAsync(string image, long partBytes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partBytes);
        var parts = new List<string>();
        for (var number = (int)Math.Max(1, (new FileInfo(image).Length + partBytes - 1) / partBytes); number > 1; number--)
        {
            parts.Insert(0, PathOf(image, number));
            await CutAsync(image, (number - 1) * partBytes, parts[0], cancellationToken).ConfigureAwait(false);
        }

        parts.Insert(0, PathOf(image, 1));
        File.Move(image, parts[0], overwrite: true);
        return parts;
    }

    /// <summary>The path of a part. Two digits keep the order of names the order of parts, up to 180 GB.</summary>
    internal static string PathOf(string image, int number) => $"{image}.part{number:00}";

    private static async Task CutAsync(string image, long offset, string part, CancellationToken cancellationToken)
    {
        var from = new FileStream(image, FileMode.Open, FileAccess.ReadWrite, FileShare.None, PieceBytes, FileOptions.Asynchronous);
        await using var _ = from.ConfigureAwait(false);
        from.Position = offset;
        var to = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.Asynchronous);
        await using (to.ConfigureAwait(false))
        {
            await from.CopyToAsync(to, PieceBytes, cancellationToken).ConfigureAwait(false);
        }

        from.SetLength(offset);
    }
}
