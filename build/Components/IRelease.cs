using MailFactory.Testing.Commands.Releasing;
using Nuke.Common;
using Nuke.Components;

/// <summary>Releases of tested images.</summary>
interface IRelease : IHasRun, IHasDistros, IHasWorkDirectory, IHasDryRun, IHazChangelog
{
    [Parameter("The release's tag, such as images-2026-11")]
    string? ReleaseTag => TryGetValue(() => ReleaseTag);

    [Parameter("The release's repository, as owner/name")]
    string? ReleaseRepository => TryGetValue(() => ReleaseRepository);

    [Parameter("The base URL of the GitHub API that has the repository - Default is 'https://api.github.com'")]
    string? ReleaseUrl => TryGetValue(() => ReleaseUrl);

    [Parameter("A token that is allowed to write the repository's contents")]
    [Secret]
    string? GithubToken => TryGetValue(() => GithubToken);

    [Parameter("Signs the release's digests with gpg, minisign or cosign - Default is no signature")]
    string? Sign => TryGetValue(() => Sign);

    [Parameter("The key to sign with, in the form that the signing program takes - Default is the program's own")]
    string? SignKey => TryGetValue(() => SignKey);

    [Parameter("Also releases archives whose last mail test did not pass")]
    bool ReleaseUntested => TryGetValue<bool?>(() => ReleaseUntested) ?? false;

    Target Release =>
        _ =>
            _.Description(
                    "Attaches the last run's archived machines to a GitHub release, with all keys and identities removed\n"
                        + "Example: ./build.sh Release --release-tag images-1 --release-repository owner/name --dry-run"
                )
                .After<ITestMailServer>()
                .Executes(() => ClassifiedAsync(() => ReleaseRun.RunAsync(Options, Output, Cancellation)));
}
