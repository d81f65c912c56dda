using System.Globalization;
using System.Text;

namespace MailFactory.Testing.Caching;

/// <summary>
/// What a package cache (apt-cacher-ng) is told: it listens on the loopback address only, fetches from the given archives and from nowhere
/// else, and has no pages to manage it by, as guests are foreign.
/// </summary>
internal sealed record CacheSettings
{
    /// <summary>The highest TCP port that apt-cacher-ng 3.7 binds or connects to; it takes those above for others.</summary>
    public const int HighestPort = short.MaxValue;

    private const int WebPort = 80;

    /// <summary>Where the packages are kept.</summary>
    public required string Folder { get; init; }

    /// <summary>Where the cache writes its logs.</summary>
    public required string LogFolder { get; init; }

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public required int Port { get; init; }

    /// <summary>The archives to fetch from, http only.</summary>
    public required IReadOnlyList<Uri> Sources { get; init; }

    /// <summary>The configuration file, acng.conf.</summary>
    public string Text =>
        string.Join(
            '\n',
            [
                $"CacheDir: {Folder}",
                $"LogDir: {LogFolder}",
                "BindAddress: 127.0.0.1",
                $"Port: {Port}",
                "ForeGround: 1",
                // Only what is remapped below is fetched; anything else is refused.
                "ForceManaged: 1",
                // An empty name switches the pages off by which anybody could remove what is kept.
                "ReportPage:",
                $"AllowUserPorts: {string.Join(' ', Sources.Select(source => source.Port).Append(WebPort).Distinct().Order())}",
                .. Sources.Select(source => $"Remap-{NameOf(source)}: {Bare(source)} ; {Bare(source)}"),
                string.Empty,
            ]
        );

    /// <summary>
    /// Whether a URL is one that the cache can be asked for: http, on another host, and with nothing that its configuration could misread.
    /// </summary>
    public static bool CanServe(Uri source) =>
        source is { Scheme: "http", IsLoopback: false, Port: <= HighestPort, UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }
        && Bare(source).All(letter => char.IsAsciiLetterOrDigit(letter) || "-._~:/[]+".Contains(letter, StringComparison.Ordinal));

    // The folder of its packages in the cache, so it must stay the same from run to run.
    private static string NameOf(Uri source)
    {
        var name = new StringBuilder();
        foreach (var letter in Bare(source)["http://".Length..])
        {
            name.Append(char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter.ToString(CultureInfo.InvariantCulture) : "-");
        }

        return name.ToString();
    }

    private static string Bare(Uri source) => source.AbsoluteUri.TrimEnd('/');
}
