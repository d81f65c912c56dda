using MailFactory.Testing.Archives;
using MailFactory.Testing.Commands.Releasing;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Releases;

namespace MailFactory.Testing.Tests.Workflows;

/// <summary>
/// What release.yml relies on: the jobs of the distros make the images, and the job that may write to the repository releases
/// them with nothing but the images and the manifests of their archives: no disks, no keys, no machine.
/// </summary>
public sealed class HandedOverImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly GitHubServer _server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunOptions Options =>
        new()
        {
            Repository = Repository.PathOf(),
            Layout = new WorkLayout(_folder.Path),
            Distros = ["debian-12", "fedora-41"],
            Release = new ReleaseOptions
            {
                Tag = "images-1",
                Repository = GitHubServer.Repository,
                Url = _server.Address.AbsoluteUri,
                Token = new SecretText(_server.Token),
            },
        };

    [Fact(Timeout = 60_000)]
    public async Task Images_and_manifests_are_enough_for_a_release()
    {
        await HandOverAsync("debian-12", "fedora-41");
        using var console = new StringWriter();
        await ReleaseRun.RunAsync(Options, console, Cancellation);
        var published = _server.Published("images-1")!;
        Assert.Equal(
            ["debian-12.qcow2.part01", "fedora-41.qcow2.part01"],
            published.Keys.Where(name => name.Contains(".qcow2.", StringComparison.Ordinal)).Order()
        );
        Assert.Equal(8, published.Count);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories),
            path => path.EndsWith(".qcow2", StringComparison.Ordinal)
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_distro_whose_job_handed_nothing_over_ends_the_release_by_name()
    {
        await HandOverAsync("debian-12");
        var error = await Assert.ThrowsAsync<RunOptionsException>(() => ReleaseRun.RunAsync(Options, TextWriter.Null, Cancellation));
        Assert.Contains("fedora-41: there is no archive of it", error.Message, StringComparison.Ordinal);
        Assert.Null(_server.Published("images-1"));
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private async Task HandOverAsync(params string[] distros)
    {
        foreach (var distro in distros)
        {
            var archive = SampleReleases.Archive(distro);
            await new ArchiveStore(Options.Layout.Archive).AddAsync(archive, Cancellation);
            var folder = new ReleaseFolder(Path.Combine(Options.Layout.Releases, "images-1", distro), distro);
            Directory.CreateDirectory(folder.Folder);
            await File.WriteAllTextAsync(folder.Image, $"the image of {distro}", Cancellation);
            await folder.FillAsync((parts, image) => SampleReleases.Describe(archive, parts, image), partBytes: 1000, Cancellation);
        }
    }
}
