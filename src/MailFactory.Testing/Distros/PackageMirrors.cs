namespace MailFactory.Testing.Distros;

/// <summary>
/// Where the packages of a release past its life are, in order of preference: its ordinary mirrors drop it one part after the other,
/// so each place is asked before it is used. URLs end with a slash.
/// </summary>
internal sealed record PackageMirrors
{
    /// <summary>Mirrors of the release itself, such as <c>http://archive.debian.org/debian/</c>.</summary>
    public required IReadOnlyList<Uri> Main { get; init; }

    /// <summary>
    /// Mirrors of its security updates; a dated snapshot of them may be the last. Where none serves them the release is installed without.
    /// </summary>
    public IReadOnlyList<Uri> Security { get; init; } = [];
}
