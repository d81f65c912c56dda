using System.Globalization;

namespace MailFactory.Testing.Caching;

/// <summary>How much went through a package cache.</summary>
/// <param name="Fetched">Bytes that came from the archives.</param>
/// <param name="Served">Bytes that guests got.</param>
internal readonly record struct CacheTraffic(long Fetched, long Served)
{
    /// <summary>
    /// Reads apt-cacher.log, which has a line for each transfer: time, I (in) or O (out), bytes, client, path. Lines of any other form
    /// do not count.
    /// </summary>
    public static CacheTraffic Read(IEnumerable<string> log)
    {
        var (fetched, served) = (0L, 0L);
        foreach (var fields in log.Select(line => line.Split('|')))
        {
            if (fields.Length < 4 || !long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
            {
                continue;
            }

            fetched += fields[1] == "I" ? bytes : 0;
            served += fields[1] == "O" ? bytes : 0;
        }

        return new CacheTraffic(fetched, served);
    }
}
