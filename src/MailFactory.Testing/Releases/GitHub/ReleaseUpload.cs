using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Releases.GitHub;

/// <summary>Brings a release to GitHub: a draft until every file is there and proven, published then.</summary>
internal sealed class ReleaseUpload : IDisposable
{
    private readonly GitHubConnection _connection;
    private readonly GitHubReleases _api;
    private readonly GitHubPatience _patience;
    private readonly Action<string> _say;

    /// <summary>Creates the upload; nothing is asked yet.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="patience">How patient to be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="say">Told what happens, a line at a time.</param>
    public ReleaseUpload(GitHubRepository repository, GitHubPatience patience, TimeProvider time, Action<string> say)
    {
        _connection = new GitHubConnection(repository, patience, time, say);
        _api = new GitHubReleases(repository, _connection);
        (_patience, _say) = (patience, say);
    }

    /// <summary>What is to be done for each file; asks the server and changes nothing there.</summary>
    public async Task<IReadOnlyList<UploadStep>> PlanAsync(
        string tag,
        IReadOnlyList<ReleaseAsset> assets,
        CancellationToken cancellationToken
    )
    {
        var release = await _api.FindAsync(tag, cancellationToken).ConfigureAwait(false);
        return release is null
            ? [.. assets.Select(asset => new UploadStep(asset, null))]
            : await PlanAsync(release, assets, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Creates or finds the release of the tag, uploads what is missing and publishes it; can be run again at any time and continues
    /// where it stopped. Throws <see cref="ReleaseException"/> when it cannot be brought to an end.
    /// </summary>
    public async Task<RemoteRelease> RunAsync(
        string tag,
        string text,
        IReadOnlyList<ReleaseAsset> assets,
        CancellationToken cancellationToken
    )
    {
        var release =
            await _api.FindAsync(tag, cancellationToken).ConfigureAwait(false)
            ?? await _api.CreateDraftAsync(tag, tag, text, cancellationToken).ConfigureAwait(false);
        var plan = await PlanAsync(release, assets, cancellationToken).ConfigureAwait(false);
        if (!release.IsDraft)
        {
            return plan.All(step => step.IsDone)
                ? release
                : throw new ReleaseException(
                    FailureClass.Configuration,
                    $"the release {tag} is published already and lacks {plan.First(step => !step.IsDone).Asset.Name}; people "
                        + "may have fetched it, so choose another tag"
                );
        }

        foreach (var step in plan)
        {
            _say($"{step.Asset.Name}, {Sizes.TenthsOfMegabytes(step.Asset.Bytes)}: {step.Action}");
            if (!step.IsDone)
            {
                await BringAsync(release, step, cancellationToken).ConfigureAwait(false);
            }
        }

        await VerifyAsync(release, assets, cancellationToken).ConfigureAwait(false);
        return await _api.PublishAsync(release, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _connection.Dispose();

    private async Task<IReadOnlyList<UploadStep>> PlanAsync(
        RemoteRelease release,
        IReadOnlyList<ReleaseAsset> assets,
        CancellationToken cancellationToken
    )
    {
        var there = await _api.AssetsAsync(release, cancellationToken).ConfigureAwait(false);
        var steps = new List<UploadStep>();
        foreach (var asset in assets)
        {
            var same = there.FirstOrDefault(remote => remote.Name == asset.Name);
            steps.Add(
                new UploadStep(asset, same is null ? null : await DigestedAsync(same, asset, cancellationToken).ConfigureAwait(false))
            );
        }

        return steps;
    }

    // GitHub computes digests since 2025, older servers do not: what they have is fetched to be compared.
    private async Task<RemoteAsset> DigestedAsync(RemoteAsset remote, ReleaseAsset asset, CancellationToken cancellationToken) =>
        remote is { IsWhole: true, Sha256: null } && remote.Bytes == asset.Bytes
            ? remote with
            {
                Sha256 = await _connection.DigestAsync(_api.AddressOf(remote), cancellationToken).ConfigureAwait(false),
            }
            : remote;

    // What a broken attempt left has to go first: GitHub takes no second file of the same name.
    private async Task BringAsync(RemoteRelease release, UploadStep step, CancellationToken cancellationToken)
    {
        for (var failed = 0; ; )
        {
            if (step.Existing is { } wrong)
            {
                await _api.DeleteAsync(wrong, cancellationToken).ConfigureAwait(false);
            }

            var uploaded = await _api.UploadAsync(release, step.Asset, cancellationToken).ConfigureAwait(false);
            if (uploaded is not null && (await DigestedAsync(uploaded, step.Asset, cancellationToken).ConfigureAwait(false)).Is(step.Asset))
            {
                return;
            }

            if (failed++ >= _patience.Retries)
            {
                throw new ReleaseException(
                    FailureClass.Infrastructure,
                    $"{step.Asset.Name} could not be uploaded, tried {failed} times; run the same command again, it continues "
                        + "where it stopped"
                );
            }

            await _connection.BackOffAsync(failed, cancellationToken).ConfigureAwait(false);
            step = (await PlanAsync(release, [step.Asset], cancellationToken).ConfigureAwait(false))[0];
            if (step.IsDone)
            {
                return;
            }

            _say($"{step.Asset.Name}: {step.Action}");
        }
    }

    private async Task VerifyAsync(RemoteRelease release, IReadOnlyList<ReleaseAsset> assets, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(release, assets, cancellationToken).ConfigureAwait(false);
        if (plan.FirstOrDefault(step => !step.IsDone) is { } step)
        {
            throw new ReleaseException(
                FailureClass.Infrastructure,
                $"the draft {release.Tag} is not published: {step.Asset.Name} is not on the server as it is here ({step.Action})"
            );
        }
    }
}
