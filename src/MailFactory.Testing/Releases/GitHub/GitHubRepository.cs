using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Releases.GitHub;

/// <summary>A repository on GitHub or a server that speaks its API.</summary>
internal sealed record GitHubRepository
{
    /// <summary>GitHub's public API.</summary>
    public static Uri PublicApi { get; } = new("https://api.github.com/");

    /// <summary>The API's base, with a slash at the end.</summary>
    public Uri Api { get; init; } = PublicApi;

    /// <summary>Owner and name, such as <c>Server-Factory/Mail-Server-Factory</c>.</summary>
    public required string FullName { get; init; }

    /// <summary>A token that may write the repository's contents; null reads what everybody may read.</summary>
    public SecretText? Token { get; init; }
}
