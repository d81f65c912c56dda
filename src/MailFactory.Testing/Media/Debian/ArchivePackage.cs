using System.Globalization;

namespace MailFactory.Testing.Media.Debian;

/// <summary>A package as a signed index, or an initrd's package database, describes it.</summary>
internal sealed record ArchivePackage
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>The path below the mirror; empty in a database of installed packages.</summary>
    public string Filename { get; init; } = string.Empty;

    public long Size { get; init; }

    public string Sha256 { get; init; } = string.Empty;

    /// <summary>Virtual names that the package also answers to.</summary>
    public IReadOnlyList<string> Provides { get; init; } = [];

    /// <summary>What it needs: each entry a list of alternatives, without version restrictions, as the installer ignores them.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Depends { get; init; } = [];

    /// <summary>For kernel modules: the kernel they belong to.</summary>
    public string? KernelVersion { get; init; }

    public string Priority { get; init; } = "optional";

    public static ArchivePackage From(IReadOnlyDictionary<string, string> fields) =>
        new()
        {
            Name = fields["Package"],
            Version = fields.GetValueOrDefault("Version", string.Empty),
            Filename = fields.GetValueOrDefault("Filename", string.Empty),
            Size = long.TryParse(fields.GetValueOrDefault("Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                ? size
                : 0,
            Sha256 = fields.GetValueOrDefault("SHA256", string.Empty),
            Provides = [.. Split(fields.GetValueOrDefault("Provides", string.Empty), ',').Select(BareName)],
            Depends =
            [
                .. Split(fields.GetValueOrDefault("Depends", string.Empty), ',')
                    .Select(IReadOnlyList<string> (entry) => [.. Split(entry, '|').Select(BareName)]),
            ],
            KernelVersion = fields.GetValueOrDefault("Kernel-Version"),
            Priority = fields.GetValueOrDefault("Priority", "optional"),
        };

    private static string[] Split(string text, char separator) =>
        text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string BareName(string entry) => entry.Split(' ', '(', ':')[0];
}
