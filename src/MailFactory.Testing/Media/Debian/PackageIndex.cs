using MailFactory.Testing.Media.Formats;

namespace MailFactory.Testing.Media.Debian;

/// <summary>The packages of one index.</summary>
internal sealed class PackageIndex
{
    private const string NameField = "Package: ";
    private readonly ILookup<string, ArchivePackage> _byName;

    public PackageIndex(IEnumerable<ArchivePackage> packages)
    {
        Packages = [.. packages];
        _byName = Packages.ToLookup(package => package.Name);
    }

    public IReadOnlyList<ArchivePackage> Packages { get; }

    /// <summary>Reads an index file, compressed or not; packages that are not wanted by name are left out.</summary>
    public static PackageIndex Read(string path, Func<string, bool> isWanted)
    {
        using var file = File.OpenRead(path);
        using var plain = Decompression.Open(file, path);
        using var reader = new StreamReader(plain);
        return Read(reader, isWanted);
    }

    public static PackageIndex Read(TextReader reader, Func<string, bool> isWanted) =>
        new(
            ControlFile
                .Read(reader, line => line.StartsWith(NameField, StringComparison.Ordinal) && isWanted(line[NameField.Length..]))
                .Select(ArchivePackage.From)
        );

    /// <summary>The package of that name, the highest version when there are several; null when there is none.</summary>
    public ArchivePackage? Find(string name) => _byName[name].MaxBy(package => package.Version, VersionOrder.Instance);

    /// <summary>The package of that name and version.</summary>
    public ArchivePackage? Find(string name, string version) => _byName[name].FirstOrDefault(package => package.Version == version);
}
