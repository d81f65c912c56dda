using System.Text.Json;

namespace MailFactory.Testing.Releases.GitHub;

/// <summary>A file of a release on the server.</summary>
/// <param name="Id">The server's number for it.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Bytes">The size that the server has.</param>
/// <param name="IsWhole">Whether its upload came to an end; a broken one leaves the state <c>starter</c>.</param>
/// <param name="Sha256">The digest that the server computed; null from servers that compute none.</param>
internal sealed record RemoteAsset(long Id, string Name, long Bytes, bool IsWhole, string? Sha256)
{
    private const string Algorithm = "sha256:";

    /// <summary>Whether this is the local file, as far as the server says.</summary>
    public bool Is(ReleaseAsset asset) => IsWhole && Name == asset.Name && Bytes == asset.Bytes && Sha256 == asset.Sha256;

    internal static RemoteAsset From(JsonElement asset) =>
        new(
            asset.GetProperty("id").GetInt64(),
            asset.GetProperty("name").GetString()!,
            asset.GetProperty("size").GetInt64(),
            asset.GetProperty("state").GetString() == "uploaded",
            asset.TryGetProperty("digest", out var digest)
            && digest.GetString() is { } text
            && text.StartsWith(Algorithm, StringComparison.Ordinal)
                ? text[Algorithm.Length..]
                : null
        );
}
