using MailFactory.Testing.Distros;
using MailFactory.Testing.Media;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Pipeline;

/// <summary>What the user may say about media, as typed and as meant.</summary>
internal static class MediaOptionsCheck
{
    private static readonly Dictionary<string, TrustLevel> _levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["signed"] = TrustLevel.Signed,
        ["pinned"] = TrustLevel.Pinned,
        ["checksum-only"] = TrustLevel.ChecksumOnly,
        ["none"] = TrustLevel.None,
    };

    /// <summary>One sentence for each mistake.</summary>
    public static IEnumerable<string> Mistakes(RunOptions options)
    {
        if (!_levels.ContainsKey(options.AllowTrust))
        {
            yield return $"--allow-trust: '{options.AllowTrust}' is none of {string.Join(", ", _levels.Keys)}";
        }

        var isDigest = options.IsoSha256 is { Length: 64 } digest && digest.All(char.IsAsciiHexDigit);
        var mayBeMissing = options.IsoPath is null || LeastTrust(options) == TrustLevel.None;
        if (!isDigest && (options.IsoSha256 is not null || !mayBeMissing))
        {
            yield return "--iso-path needs --iso-sha256 with 64 hexadecimal digits";
        }

        foreach (var (name, value) in new[] { ("--rate-limit", options.RateLimitMiB), ("--iso-quota", options.IsoQuotaGiB) })
        {
            if (value <= 0)
            {
                yield return $"{name}: {value} is not above 0";
            }
        }
    }

    /// <summary>The trust below which media are refused.</summary>
    public static TrustLevel LeastTrust(RunOptions options) => _levels.GetValueOrDefault(options.AllowTrust, TrustLevel.Pinned);

    /// <summary>How greedy downloads may be.</summary>
    public static DownloadOptions Download(RunOptions options) =>
        new() { BytesPerSecond = options.RateLimitMiB is { } rate ? (long)(rate * (1 << 20)) : null };
}
