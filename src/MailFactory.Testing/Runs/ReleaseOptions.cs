namespace MailFactory.Testing.Runs;

/// <summary>What the user asked for about a release.</summary>
public sealed record ReleaseOptions
{
    /// <summary>The release's tag, such as <c>images-2026-11</c>.</summary>
    public string? Tag { get; init; }

    /// <summary>The repository it belongs to, as <c>owner/name</c>.</summary>
    public string? Repository { get; init; }

    /// <summary>The API's base as typed; GitHub's public API when null.</summary>
    public string? Url { get; init; }

    /// <summary>The token that may write the repository's contents.</summary>
    public SecretText? Token { get; init; }

    /// <summary>Whether to make everything and send nothing.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>What to sign with: <c>gpg</c>, <c>minisign</c> or <c>cosign</c>; nothing is signed when null.</summary>
    public string? Sign { get; init; }

    /// <summary>The key to sign with, as the program takes it; its default key when null.</summary>
    public string? SignKey { get; init; }

    /// <summary>The list of changes whose newest section is part of the release's text; none when null or not there.</summary>
    public string? ChangelogFile { get; init; }

    /// <summary>Whether archives may be released whose last mail test did not pass as a whole.</summary>
    public bool AllowsUntested { get; init; }
}
