using MailFactory.Testing.Archives;

namespace MailFactory.Testing.Reports.Site;

/// <summary>All that a site is made of.</summary>
internal sealed record SiteInput
{
    /// <summary>The distros' identifiers and names, in the catalogue's order.</summary>
    public required IReadOnlyList<(string Id, string Name)> Distros { get; init; }

    public required SiteHistory History { get; init; }

    /// <summary>The images that there are.</summary>
    public IReadOnlyList<ArchiveManifest> Images { get; init; } = [];

    /// <summary>The runs whose report pages stand in the site's folder <c>runs</c>.</summary>
    public IReadOnlySet<string> Pages { get; init; } = new HashSet<string>();
}
