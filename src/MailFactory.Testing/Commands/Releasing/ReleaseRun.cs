using System.Globalization;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Matrix;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Releases;
using MailFactory.Testing.Releases.GitHub;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Commands.Releasing;

/// <summary>Attaches archived machines to a GitHub release: sanitised, proven, cut into parts, signed if asked for.</summary>
public static class ReleaseRun
{
    /// <summary>
    /// Makes what is missing and uploads it, or shows with a dry run exactly what would be uploaded. Throws what
    /// <see cref="SessionErrors"/> classifies; run again, it continues where it stopped.
    /// </summary>
    public static async Task RunAsync(RunOptions options, TextWriter console, CancellationToken cancellationToken)
    {
        ReleaseOptionsCheck.Check(options.Release);
        var archives = await ReleaseSelection.SelectAsync(options, cancellationToken).ConfigureAwait(false);
        var (assets, manifests) = await PrepareAsync(options, archives, console, cancellationToken).ConfigureAwait(false);
        using var upload = new ReleaseUpload(
            ReleaseOptionsCheck.Repository(options.Release),
            new GitHubPatience(),
            TimeProvider.System,
            console.WriteLine
        );
        if (options.Release.IsDryRun)
        {
            await ShowAsync(options.Release, upload, assets, console, cancellationToken).ConfigureAwait(false);
            return;
        }

        var release = await upload
            .RunAsync(
                options.Release.Tag!,
                ReleaseText.Render(manifests, ChangelogSection.Newest(options.Release.ChangelogFile)),
                assets,
                cancellationToken
            )
            .ConfigureAwait(false);
        await console.WriteLineAsync($"released {assets.Count} files, {Size(assets)}: {release.Page}").ConfigureAwait(false);
    }

    private static async Task<(IReadOnlyList<ReleaseAsset> Assets, IReadOnlyList<ReleaseManifest> Manifests)> PrepareAsync(
        RunOptions options,
        IReadOnlyList<ArchiveManifest> archives,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var assets = new List<ReleaseAsset>();
        var manifests = new List<ReleaseManifest>();
        RunServices? services = null;
        try
        {
            foreach (var archive in archives)
            {
                var folder = new ReleaseFolder(Path.Combine(options.Layout.Releases, options.Release.Tag!, archive.Distro), archive.Distro);
                var (manifest, reason) = await ReleaseProof.FindAsync(folder, archive, cancellationToken).ConfigureAwait(false);
                if (manifest is null)
                {
                    await console.WriteLineAsync($"{archive.Distro}: the image has to be made: {reason}").ConfigureAwait(false);
                    services ??= await ServicesAsync(options, console, cancellationToken).ConfigureAwait(false);
                    manifest = await new ReleaseImage(services.Frame, services.Archives, services.Catalog, services.Leases)
                        .MakeAsync(archive, folder, cancellationToken)
                        .ConfigureAwait(false);
                }
                else
                {
                    await console
                        .WriteLineAsync(
                            $"{archive.Distro}: the image of {manifest.Sanitised:yyyy-MM-dd HH:mm} UTC was made from the same "
                                + "archive and is intact"
                        )
                        .ConfigureAwait(false);
                    manifest = await UpToDateAsync(folder, manifest, archive, cancellationToken).ConfigureAwait(false);
                }

                var signature = await SignAsync(options.Release, folder, cancellationToken).ConfigureAwait(false);
                assets.AddRange(await folder.AssetsAsync(manifest, signature, cancellationToken).ConfigureAwait(false));
                manifests.Add(manifest);
            }
        }
        finally
        {
            if (services is not null)
            {
                await services.DisposeAsync().ConfigureAwait(false);
            }
        }

        return (assets, manifests);
    }

    // The disk is the same, but it may have been tested again since; what people read of it is what our own archive says.
    private static async Task<ReleaseManifest> UpToDateAsync(
        ReleaseFolder folder,
        ReleaseManifest manifest,
        ArchiveManifest archive,
        CancellationToken cancellationToken
    )
    {
        if (ManifestJson.Write(manifest.Archive) == ManifestJson.Write(archive))
        {
            return manifest;
        }

        var tested = manifest with { Archive = archive };
        await folder.DescribeAsync(tested, cancellationToken).ConfigureAwait(false);
        return tested;
    }

    // A signature has the time in it: the one that is there is kept, so that an upload can be resumed.
    private static async Task<string?> SignAsync(ReleaseOptions options, ReleaseFolder folder, CancellationToken cancellationToken)
    {
        if (ReleaseOptionsCheck.SignatureTool(options) is not { } tool)
        {
            return null;
        }

        var signature = folder.Sums + tool.Extension;
        return File.Exists(signature) && File.GetLastWriteTimeUtc(signature) >= File.GetLastWriteTimeUtc(folder.Sums)
            ? signature
            : await tool.SignAsync(folder.Sums, options.SignKey, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ShowAsync(
        ReleaseOptions options,
        ReleaseUpload upload,
        IReadOnlyList<ReleaseAsset> assets,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var plan = options.Token is null
            ? [.. assets.Select(asset => new UploadStep(asset, null))]
            : await upload.PlanAsync(options.Tag!, assets, cancellationToken).ConfigureAwait(false);
        await console
            .WriteLineAsync(
                TextColumns.Lay(
                    ["file", "bytes", "sha256", "what would be done"],
                    plan.Select(step =>
                        new[] { step.Asset.Name, step.Asset.Bytes.ToString(CultureInfo.InvariantCulture), step.Asset.Sha256, step.Action }
                    )
                )
            )
            .ConfigureAwait(false);
        var asked = options.Token is null
            ? "without a token the server could not be asked what it already has"
            : "the server was asked what it has";
        await console
            .WriteLineAsync(
                $"dry run: {plan.Count(step => !step.IsDone)} of {assets.Count} files, {Size(assets)} in all, would go to "
                    + $"{options.Repository}, release {options.Tag}; {asked}, nothing was sent"
            )
            .ConfigureAwait(false);
    }

    private static string Size(IReadOnlyList<ReleaseAsset> assets) => $"{Sizes.TenthsOfMegabytes(assets.Sum(asset => asset.Bytes))}";

    // A release is no run of the matrix: the record of the last one stays what it is.
    private static async Task<RunServices> ServicesAsync(RunOptions options, TextWriter console, CancellationToken cancellationToken)
    {
        var taken = await SessionServices.LockAsync(options, cancellationToken).ConfigureAwait(false);
        try
        {
            var recorder = RunRecorder.Silent(options.Layout, TimeProvider.System);
            return await SessionServices
                .CreateAsync(options, stages: [], taken, recorder, console, cancellationToken)
                .ConfigureAwait(false);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }
}
