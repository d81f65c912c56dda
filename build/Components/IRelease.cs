using MailFactory.Testing.Pipeline.Releasing;
using Nuke.Common;
using Nuke.Components;

/// <summary>Releases of tested images.</summary>
interface IRelease : IHasRun, IHasDistros, IHasWorkDirectory, IHasDryRun, IHazChangelog
{
    [Parameter("The tag of the release, such as images-2026-11")]
    string? ReleaseTag => TryGetValue(() => ReleaseTag);

    [Parameter("The repository of the release, as owner/name")]
    string? ReleaseRepository => TryGetValue(() => ReleaseRepository);

    [Parameter("The base of the API that has the repository - Default is 'https://api.github.com'")]
    string? ReleaseUrl => TryGetValue(() => ReleaseUrl);

    [Parameter("A token that may write the repository's contents")]
    [Secret]
    string? GithubToken => TryGetValue(() => GithubToken);

    [Parameter("Signs the digests with gpg, minisign or cosign - Default is no signature")]
    string? Sign => TryGetValue(() => Sign);

    [Parameter("The key to sign with, as the program takes it - Default is the program's own")]
    string? SignKey => TryGetValue(() => SignKey);

    [Parameter("Releases archives too whose last mail test did not pass")]
    bool ReleaseUntested => TryGetValue<bool?>(() => ReleaseUntested) ?? false;

    Target Release => _ => _
        .Description("Attaches the archived machines of the last run to a GitHub release, with keys and identity removed\nExample: ./build.sh Release --release-tag images-1 --release-repository owner/name --dry-run")
        .After<ITestMailServer>()
        .Executes(() => ClassifiedAsync(() => ReleaseRun.RunAsync(Options, Output, Cancellation)));
}
