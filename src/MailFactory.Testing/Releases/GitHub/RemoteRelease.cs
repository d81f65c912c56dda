using System.Text.Json;

namespace MailFactory.Testing.Releases.GitHub;

/// <summary>A release on the server.</summary>
/// <param name="Id">The server's number for it.</param>
/// <param name="Tag">The tag.</param>
/// <param name="IsDraft">Whether only the repository's writers see it yet.</param>
/// <param name="UploadUrl">Where assets are sent to.</param>
/// <param name="Page">The page for people.</param>
internal sealed record RemoteRelease(long Id, string Tag, bool IsDraft, Uri UploadUrl, Uri Page)
{
    internal static RemoteRelease From(JsonElement release) =>
        new(
            release.GetProperty("id").GetInt64(),
            release.GetProperty("tag_name").GetString()!,
            release.GetProperty("draft").GetBoolean(),
            // A URI template (RFC 6570) that ends with {?name,label}.
            new Uri(release.GetProperty("upload_url").GetString()!.Split('{')[0]),
            new Uri(release.GetProperty("html_url").GetString()!)
        );
}
