using System.Text.Json;
using System.Text.Json.Serialization;
using MailFactory.Testing.Files;
using MailFactory.Testing.Mistakes;

namespace MailFactory.Testing.Distros;

/// <summary>The distributions this project knows, read from preseeds/catalog.json.</summary>
internal sealed record DistroCatalog
{
    /// <summary>A word to readers of the file.</summary>
    [JsonPropertyName("$comment")]
    public string? Comment { get; init; }

    /// <summary>The families.</summary>
    public required IReadOnlyList<Family> Families { get; init; }

    /// <summary>All entries, in the catalogue's order.</summary>
    public required IReadOnlyList<Distro> Distros { get; init; }

    /// <summary>The identifiers that <c>--distro all</c> stands for.</summary>
    public required IReadOnlyList<string> DefaultMatrix { get; init; }

    /// <summary>The identifiers of all entries.</summary>
    [JsonIgnore]
    public IEnumerable<string> Ids => Distros.Select(distro => distro.Id);

    /// <summary>The family of a distro of this catalogue.</summary>
    public Family FamilyOf(Distro distro) => Families.Single(family => family.Id == distro.Family);

    /// <summary>Reads and checks a catalogue; throws <see cref="CatalogException"/> with all errors at once.</summary>
    public static DistroCatalog Load(string path)
    {
        try
        {
            var catalog =
                JsonSerializer.Deserialize<DistroCatalog>(File.ReadAllText(path), JsonDialect.Edited)
                ?? throw new CatalogException($"{path}: the catalogue is empty");
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            catalog = catalog with
            {
                Distros = [.. catalog.Distros.Select(distro => WithInstallTime(WithKeyrings(distro, folder), catalog))],
            };
            var errors = CatalogRules.Check(catalog).ToList();
            return errors.Count == 0 ? catalog : throw new CatalogException($"{path}:\n  {string.Join("\n  ", errors)}");
        }
        catch (JsonException error)
        {
            throw new CatalogException($"{path}: {error.Message}", error);
        }
        catch (IOException error)
        {
            throw new CatalogException($"the catalogue cannot be read: {error.Message}", error);
        }
    }

    private static Distro WithKeyrings(Distro distro, string folder) =>
        distro with
        {
            Iso = distro.Iso is { Download: { } download } iso
                ? iso with
                {
                    Download = download with { Keyrings = Below(folder, download.Keyrings) },
                }
                : distro.Iso,
            Netboot = distro.Netboot is { } netboot ? netboot with { Keyrings = Below(folder, netboot.Keyrings) } : null,
        };

    // A family that is not there is told by the rules.
    private static Distro WithInstallTime(Distro distro, DistroCatalog catalog) =>
        distro with
        {
            UsualInstall = TimeSpan.FromMinutes(catalog.Families.FirstOrDefault(family => family.Id == distro.Family)?.InstallMinutes ?? 0),
        };

    private static IReadOnlyList<string> Below(string folder, IReadOnlyList<string> paths) =>
        [.. paths.Select(path => Path.Combine(folder, path))];

    /// <summary>
    /// The entries with the given identifiers, each once and in the order given; <c>all</c>, or no identifier, stands for the
    /// default matrix. Throws <see cref="CatalogException"/> naming what exists when one is unknown.
    /// </summary>
    public IReadOnlyList<Distro> Select(IEnumerable<string> identifiers)
    {
        var wanted = identifiers.ToList();
        if (wanted.Count == 0)
        {
            wanted.Add("all");
        }

        var unknown = wanted.Where(id => id != "all" && !Ids.Contains(id)).ToList();
        return unknown.Count > 0
            ? throw new CatalogException(WrongValue.Of("distros", unknown, [.. Ids, "all"]))
            :
            [
                .. wanted
                    .SelectMany(id => id == "all" ? DefaultMatrix : [id])
                    .Distinct()
                    .Select(id => Distros.Single(distro => distro.Id == id)),
            ];
    }
}
