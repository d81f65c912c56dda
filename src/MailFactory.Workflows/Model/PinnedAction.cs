namespace MailFactory.Workflows.Model;

/// <summary>
/// A public action at one commit: a tag can be moved to other code, a commit cannot. Each commit was found beside its version
/// in several public workflows that do not know each other.
/// </summary>
/// <param name="Repository">Its repository, as owner/name.</param>
/// <param name="Commit">The commit, 40 hexadecimal digits.</param>
/// <param name="Version">The release that the commit is.</param>
public sealed record PinnedAction(string Repository, string Commit, string Version)
{
    /// <summary>Fetches the repository.</summary>
    public static PinnedAction Checkout { get; } = new("actions/checkout", "de0fac2e4500dabe0009e67214ff5f5447ce83dd", "v6.0.2");

    /// <summary>Installs the .NET SDK.</summary>
    public static PinnedAction SetupDotNet { get; } = new("actions/setup-dotnet", "d4c94342e560b34958eacfc5d055d21461ed1c5d", "v5.0.0");

    /// <summary>States under GitHub's signature which workflow made some files, at which commit.</summary>
    public static PinnedAction AttestBuild { get; } =
        new("actions/attest-build-provenance", "a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32", "v4.1.0");

    /// <summary>Keeps files from one run to a later one.</summary>
    public static PinnedAction Cache { get; } = new("actions/cache", "cdf6c1fa76f9f475f3d7449005a359c84ca0f306", "v5.0.3");

    /// <summary>Keeps files with the run.</summary>
    public static PinnedAction UploadArtifact { get; } =
        new("actions/upload-artifact", "b7c566a772e6b6bfb58ed0dc250532a479d7789f", "v6.0.0");

    /// <summary>Hands files over to be published as the repository's pages.</summary>
    public static PinnedAction UploadPages { get; } =
        new("actions/upload-pages-artifact", "56afc609e74202658d3ffba0e8f6dda462b719fa", "v3.0.1");

    /// <summary>Publishes them.</summary>
    public static PinnedAction DeployPages { get; } = new("actions/deploy-pages", "d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e", "v4.0.5");

    /// <summary>Fetches files that an earlier job of the run kept.</summary>
    public static PinnedAction DownloadArtifact { get; } =
        new("actions/download-artifact", "37930b1c2abaa49bbe596cd826c3c89aef350131", "v7.0.0");
}
