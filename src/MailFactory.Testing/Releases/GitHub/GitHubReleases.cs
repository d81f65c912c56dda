using System.Net;
using System.Text;
using System.Text.Json;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Releases.GitHub;

/// <summary>The part of GitHub's API that releases need (https://docs.github.com/en/rest/releases).</summary>
/// <param name="repository">The repository.</param>
/// <param name="connection">The connection to its API.</param>
internal sealed class GitHubReleases(GitHubRepository repository, GitHubConnection connection)
{
    private const int PageSize = 100;

    /// <summary>The release of a tag, drafts included, which the API finds in its list only; null when there is none.</summary>
    public async Task<RemoteRelease?> FindAsync(string tag, CancellationToken cancellationToken)
    {
        var found = await ListAsync(
                page => connection.Address($"releases?per_page={PageSize}&page={page}"),
                RemoteRelease.From,
                cancellationToken
            )
            .ConfigureAwait(false);
        return found.Where(release => release.Tag == tag).OrderBy(release => release.IsDraft).FirstOrDefault();
    }

    /// <summary>Creates a release that only the repository's writers see.</summary>
    public async Task<RemoteRelease> CreateDraftAsync(string tag, string title, string text, CancellationToken cancellationToken)
    {
        var body = new
        {
            tag_name = tag,
            name = title,
            body = text,
            draft = true,
        };
        var answer = await connection
            .SendAsync(_ => Request(HttpMethod.Post, connection.Address("releases"), body), mayRepeat: false, cancellationToken)
            .ConfigureAwait(false);

        // An answer that was lost says nothing about what the server did: a second draft of the same tag would be possible.
        return answer is not null
            ? RemoteRelease.From(Expect(answer, "create the draft release").Json)
            : await FindAsync(tag, cancellationToken).ConfigureAwait(false)
                ?? throw new ReleaseException(
                    FailureClass.Infrastructure,
                    $"the draft release {tag} could not be created; run the same command again"
                );
    }

    /// <summary>The files of a release.</summary>
    public Task<IReadOnlyList<RemoteAsset>> AssetsAsync(RemoteRelease release, CancellationToken cancellationToken) =>
        ListAsync(
            page => connection.Address($"releases/{release.Id}/assets?per_page={PageSize}&page={page}"),
            RemoteAsset.From,
            cancellationToken
        );

    /// <summary>Sends a file once; null when the connection broke, the server did or the name is taken.</summary>
    public async Task<RemoteAsset?> UploadAsync(RemoteRelease release, ReleaseAsset asset, CancellationToken cancellationToken)
    {
        var address = new Uri($"{release.UploadUrl}?name={Uri.EscapeDataString(asset.Name)}");
        if (address.Scheme != repository.Api.Scheme)
        {
            throw new ReleaseException(
                FailureClass.Infrastructure,
                $"the server expects uploads at {address.GetLeftPart(UriPartial.Path)}; the token is not sent to another scheme "
                    + $"than {repository.Api.Scheme}"
            );
        }

        var answer = await connection
            .SendAsync(
                moved => new HttpRequestMessage(HttpMethod.Post, address) { Content = new UploadContent(asset, moved) },
                mayRepeat: false,
                cancellationToken
            )
            .ConfigureAwait(false);
        return answer is null || answer.IsNameTaken ? null : RemoteAsset.From(Expect(answer, $"upload {asset.Name}").Json);
    }

    /// <summary>Deletes a file; one that is gone already is fine.</summary>
    public async Task DeleteAsync(RemoteAsset asset, CancellationToken cancellationToken)
    {
        var answer = await connection
            .SendAsync(_ => new HttpRequestMessage(HttpMethod.Delete, AddressOf(asset)), mayRepeat: true, cancellationToken)
            .ConfigureAwait(false);
        if (answer!.Status != HttpStatusCode.NotFound)
        {
            Expect(answer, $"delete {asset.Name}");
        }
    }

    /// <summary>Shows the release to everybody.</summary>
    public async Task<RemoteRelease> PublishAsync(RemoteRelease release, CancellationToken cancellationToken)
    {
        var answer = await connection
            .SendAsync(
                _ => Request(HttpMethod.Patch, connection.Address($"releases/{release.Id}"), new { draft = false }),
                mayRepeat: true,
                cancellationToken
            )
            .ConfigureAwait(false);
        return RemoteRelease.From(Expect(answer!, "publish the release").Json);
    }

    /// <summary>Where a file is described and, to those who ask for it as bytes, sent from.</summary>
    public Uri AddressOf(RemoteAsset asset) => connection.Address($"releases/assets/{asset.Id}");

    // As a text of known length: JsonContent is sent in chunks, which not every server and proxy takes.
    private static HttpRequestMessage Request(HttpMethod method, Uri address, object body) =>
        new(method, address) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        Func<int, Uri> address,
        Func<JsonElement, T> read,
        CancellationToken cancellationToken
    )
    {
        var all = new List<T>();
        for (var page = 1; ; page++)
        {
            var number = page;
            var answer = await connection
                .SendAsync(_ => new HttpRequestMessage(HttpMethod.Get, address(number)), mayRepeat: true, cancellationToken)
                .ConfigureAwait(false);
            var listed = Expect(answer!, "list what is there").Json.EnumerateArray().Select(read).ToList();
            all.AddRange(listed);
            if (listed.Count < PageSize)
            {
                return all;
            }
        }
    }

    private GitHubAnswer Expect(GitHubAnswer answer, string what)
    {
        if (answer.IsSuccess)
        {
            return answer;
        }

        var why =
            answer.Status == HttpStatusCode.NotFound
                ? $"there is no repository {repository.FullName}, or the token does not see it"
                : answer.Words;
        throw new ReleaseException(FailureClass.Configuration, $"{repository.Api.Host} did not {what}: {(int)answer.Status}: {why}");
    }
}
