using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;
using MailFactory.Testing.Media;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>What the user may say about media, as typed and as meant.</summary>
internal static class MediaOptionsCheck
{
    /// <summary>One sentence for each mistake.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="isDigestOfAccount">Whether a distro asked for comes from an account's pages, which tell the digest beside the
    /// ISO.</param>
    public static IEnumerable<string> Mistakes(RunOptions options, bool isDigestOfAccount = false)
    {
        var isDigest = options.IsoSha256 is { Length: 64 } digest && digest.All(char.IsAsciiHexDigit);
        var mayBeMissing = options.IsoPath is null || options.LeastTrust == TrustLevel.None;
        if (!isDigest && (options.IsoSha256 is not null || !mayBeMissing))
        {
            yield return options.IsoPath is null
                ? $"--iso-sha256: '{options.IsoSha256}' is not a digest of 64 hexadecimal digits"
                : "--iso-path needs --iso-sha256 with 64 hexadecimal digits";
        }

        if (options.IsoSha256 is not null && options.IsoPath is null && !isDigestOfAccount)
        {
            yield return "--iso-sha256 is the digest of the ISO at --iso-path, which is not given";
        }

        if (options.IsoPath is { } path && FileMistake(path) is { } mistake)
        {
            yield return $"--iso-path: {mistake}";
        }
    }

    /// <summary>What is wrong with the user's own ISO; the user may name it by a link.</summary>
    private static string? FileMistake(string path)
    {
        if (Directory.Exists(path))
        {
            return $"{path} is a folder, not a file";
        }

        if (!File.Exists(path))
        {
            return $"{path} is not there";
        }

        try
        {
            using var file = RegularFile.OpenTarget(path);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    /// <summary>A level as it is typed.</summary>
    public static string Name(TrustLevel level) => OptionTables.LeastTrust.Rows.Single(row => row.Meaning == level).Word;

    /// <summary>Where media come from, and how far they have to be proven.</summary>
    public static MediaOptions Media(RunOptions options) =>
        new()
        {
            Mirror = options.Mirror,
            IsoPath = options.IsoPath,
            IsoSha256 = options.IsoSha256,
            LeastTrust = options.LeastTrust,
            RedHatToken = options.RhsmOfflineToken,
            IsOffline = options.Offline,
        };

    /// <summary>How greedy downloads may be.</summary>
    public static DownloadOptions Download(RunOptions options) =>
        new() { BytesPerSecond = options.RateLimitMiB is { } rate ? (long)(rate * (1 << 20)) : null };
}
