namespace MailFactory.Testing.Media.Debian;

/// <summary>Where a Debian machine gets its packages; each place was asked.</summary>
internal sealed record PackageChoice
{
    /// <summary>The mirror of the release, without a slash at its end.</summary>
    public required Uri Main { get; init; }

    /// <summary>The archive of its security updates, with a slash at its end; null when no place serves them.</summary>
    public required Uri? Security { get; init; }

    /// <summary>What a reader should know, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
