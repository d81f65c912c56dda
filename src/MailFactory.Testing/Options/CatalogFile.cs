using System.Collections.Concurrent;
using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Options;

/// <summary>
/// The catalogue of a repository, read and checked once for all who ask: the command line's checks, the plan, the session. A file that
/// changed in between is read anew.
/// </summary>
internal static class CatalogFile
{
    private static readonly ConcurrentDictionary<(string Path, DateTime Written, long Bytes), DistroCatalog> _read = [];

    /// <summary>The catalogue; throws <see cref="CatalogException"/> when it is wrong.</summary>
    /// <param name="repository">The folder that holds <c>preseeds</c>.</param>
    public static DistroCatalog Read(string repository)
    {
        var path = Path.Combine(repository, "preseeds", "catalog.json");
        var file = new FileInfo(path);
        return file.Exists
            ? _read.GetOrAdd((file.FullName, file.LastWriteTimeUtc, file.Length), _ => DistroCatalog.Load(path))
            : DistroCatalog.Load(path);
    }
}
