using System.Text.RegularExpressions;

namespace MailFactory.Testing.Media.Debian;

/// <summary>How to make up for an installer component that a mirror lacks, out of ordinary packages of the same version.</summary>
internal sealed record SupplementRule
{
    /// <summary>The component.</summary>
    public required string Component { get; init; }

    /// <summary>The packages that hold its files, each a list of names that a release may use; none for an empty stand-in.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Sources { get; init; } = [];

    /// <summary>The files that it takes out of them.</summary>
    public Regex? Files { get; init; }
}
