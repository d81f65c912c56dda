using System.Text.RegularExpressions;
using MailFactory.Testing.Media.Debian;

namespace MailFactory.Testing.Media.Installers;

/// <summary>A component that is built here, as the mirror lacks it.</summary>
internal sealed record StandIn
{
    /// <summary>The component's name.</summary>
    public required string Component { get; init; }

    /// <summary>The component's version.</summary>
    public required string Version { get; init; }

    /// <summary>Virtual names that it answers to.</summary>
    public required IReadOnlyList<string> Provides { get; init; }

    /// <summary>The packages its files come from, as file names; none when it is empty.</summary>
    public IReadOnlyList<string> SourceFiles => [.. Sources.Select(package => Path.GetFileName(package.Filename))];

    internal IReadOnlyList<ArchivePackage> Sources { get; init; } = [];

    internal Regex? Files { get; init; }

    internal static StandIn For(ArchivePackage component, IReadOnlyList<ArchivePackage>? sources = null, Regex? files = null) =>
        new()
        {
            Component = component.Name,
            Version = component.Version,
            Provides = component.Provides,
            Sources = sources ?? [],
            Files = files,
        };
}
