using System.Formats.Tar;

namespace MailFactory.Testing.Media.Formats;

/// <summary>Reads the files of a Debian package (deb(5)) without dpkg, which other distributions' hosts lack.</summary>
internal static class DebPackage
{
    /// <summary>
    /// The wanted files and links, in the package's order; read lazily, so that a reader who has found all stops early.
    /// Throws <see cref="InvalidDataException"/> when the file is no package.
    /// </summary>
    public static IEnumerable<DebMember> Read(string package, Func<string, bool> isWanted)
    {
        using var file = File.OpenRead(package);
        var data =
            ArArchive.ReadMembers(file).FirstOrDefault(member => member.Name.StartsWith("data.tar", StringComparison.Ordinal))
            ?? throw new InvalidDataException($"{package} has no data.tar, so it is not a Debian package");
        file.Position = data.Offset;
        using var plain = Decompression.Open(file, data.Name);
        using var tar = new TarReader(plain);
        while (tar.GetNextEntry() is { } entry)
        {
            var path = Normal(entry.Name);
            if (isWanted(path) && ToMember(entry, path) is { } member)
            {
                yield return member;
            }
        }
    }

    private static DebMember? ToMember(TarEntry entry, string path) =>
        entry.EntryType switch
        {
            TarEntryType.RegularFile or TarEntryType.V7RegularFile => new DebMember
            {
                Path = path,
                Content = Content(entry),
                IsExecutable = entry.Mode.HasFlag(UnixFileMode.UserExecute),
            },
            TarEntryType.SymbolicLink => new DebMember { Path = path, LinkTarget = entry.LinkName },
            TarEntryType.HardLink => new DebMember { Path = path, LinkTarget = $"/{Normal(entry.LinkName)}" },
            _ => null,
        };

    private static byte[] Content(TarEntry entry)
    {
        var content = new byte[entry.Length];
        entry.DataStream?.ReadExactly(content);
        return content;
    }

    private static string Normal(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name.TrimStart('/');
}
