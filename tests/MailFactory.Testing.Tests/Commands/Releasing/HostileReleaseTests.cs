using CsCheck;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Commands.Releasing;
using MailFactory.Testing.Files;
using MailFactory.Testing.Options;
using MailFactory.Testing.Releases;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Releases;
using MailFactory.Testing.Tests.Reports;

namespace MailFactory.Testing.Tests.Commands.Releasing;

/// <summary>
/// Files of a release and of the archive that another host made: nothing but a distro's own plain files is read, deleted or attached.
/// </summary>
public sealed class HostileReleaseTests : IDisposable
{
    private const string Tag = "images-1";
    private const int Tries = 1500;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunOptions Options =>
        new()
        {
            Repository = Repository.PathOf(),
            Layout = new WorkLayout(_folder.PathOf("work")),
            Release = new ReleaseOptions
            {
                Tag = Tag,
                Repository = "owner/name",
                IsDryRun = true,
            },
        };

    private ReleaseFolder Folder => new(Path.Combine(Options.Layout.Releases, Tag, "debian-13"), "debian-13");

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("debian-13.restore.sh", "rm -rf ~", "is not the script that this tool writes")]
    [InlineData("debian-13.SHA256SUMS", "", "is not what debian-13.SHA256SUMS says")]
    [InlineData("debian-13.qcow2.part02", "x", "debian-13.qcow2.part02 is not what debian-13.SHA256SUMS says")]
    [InlineData("debian-13.manifest.json", "{}", "no manifest")]
    public async Task A_file_that_is_not_ours_is_not_attached(string name, string text, string words)
    {
        var archive = await FillAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder.Folder, name), text, Cancellation);
        await RefusedAsync(archive, words);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_list_with_one_more_file_is_not_ours()
    {
        var archive = await FillAsync();
        await File.AppendAllTextAsync(Folder.Sums, $"{Digest.OfText("x")}  debian-13.extra\n", Cancellation);
        await RefusedAsync(archive, "debian-13.SHA256SUMS lists other files");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/etc/passwd")]
    [InlineData("../../../secret")]
    [InlineData("fedora-41.qcow2.part01")]
    [InlineData("debian-13.qcow2.part02")]
    public async Task A_part_of_another_name_is_not_attached_even_when_all_digests_are_right(string part)
    {
        Directory.CreateDirectory(Folder.Folder);
        await File.WriteAllTextAsync(Path.GetFullPath(Path.Combine(Folder.Folder, "../../../secret")), "secret", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(Folder.Folder, "fedora-41.qcow2.part01"), "another's", Cancellation);
        var archive = await FillAsync(manifest => manifest with { Parts = [part, .. manifest.Parts.Skip(1)] });
        await RefusedAsync(archive, "its manifest names files that are not parts of its image");
    }

    [Fact(Timeout = 60_000)]
    public async Task Parts_that_make_another_image_are_refused_even_when_each_digest_is_right() =>
        await RefusedAsync(
            await FillAsync(manifest => manifest with { ImageSha256 = Digest.OfText("another") }),
            "its parts do not make the image of its manifest"
        );

    [Fact(Timeout = 60_000)]
    public async Task An_image_of_another_size_than_said_is_refused() =>
        await RefusedAsync(await FillAsync(manifest => manifest with { ImageBytes = 5 }), "its image has another size");

    [Fact(Timeout = 60_000)]
    public async Task Another_distro_or_user_or_seed_in_the_manifest_is_refused()
    {
        await RefusedAsync(await FillAsync(manifest => manifest with { Distro = "fedora-41" }), "that of another distro");
        await RefusedAsync(await FillAsync(manifest => manifest with { User = "$(id)" }), "names another user");
        await RefusedAsync(await FillAsync(manifest => manifest with { SeedLabel = "x" }), "names another seed medium");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_part_that_is_a_link_and_a_folder_that_is_one_are_refused_and_nothing_is_deleted_behind_them()
    {
        var archive = await FillAsync();
        var part = Path.Combine(Folder.Folder, "debian-13.qcow2.part01");
        File.Move(part, _folder.PathOf("elsewhere"));
        File.CreateSymbolicLink(part, _folder.PathOf("elsewhere"));
        await RefusedAsync(archive, "is a link");

        Directory.Move(Folder.Folder, _folder.PathOf("moved"));
        Directory.CreateSymbolicLink(Folder.Folder, _folder.PathOf("moved"));
        await RefusedAsync(archive, "leads elsewhere through a link");
        Assert.Contains("leads elsewhere", Assert.Throws<ReleaseException>(Folder.Clear).Message, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(_folder.PathOf("moved")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Clearing_takes_the_distros_own_files_alone()
    {
        await FillAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder.Folder, "notes.txt"), "mine", Cancellation);
        Folder.Clear();
        Assert.Equal(["notes.txt"], Directory.GetFiles(Folder.Folder).Select(path => Path.GetFileName(path)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("../../../victim", "key")]
    [InlineData("/tmp/victim", "key")]
    [InlineData("not-in-the-catalogue", "key")]
    public async Task A_dry_run_touches_no_folder_that_only_a_manifest_names(string distro, string key)
    {
        var victim = Path.GetFullPath(Path.Combine(Options.Layout.Releases, Tag, distro));
        if (distro.StartsWith("..", StringComparison.Ordinal))
        {
            Directory.CreateDirectory(victim);
            await File.WriteAllTextAsync(Path.Combine(victim, "file"), "mine", Cancellation);
        }

        Directory.CreateDirectory(Options.Layout.Archive);
        var archive = SampleReleases.Archive() with { Distro = distro, Key = key, DiskFile = $"{distro}-{key}.qcow2" };
        var name = distro.Contains('/', StringComparison.Ordinal) ? "evil.manifest.json" : ArchiveStore.ManifestFile(archive);
        await File.WriteAllTextAsync(Path.Combine(Options.Layout.Archive, name), ManifestJson.Write(archive), Cancellation);
        await Assert.ThrowsAsync<RunOptionsException>(() => ReleaseRun.RunAsync(Options, TextWriter.Null, Cancellation));
        Assert.Equal(distro.StartsWith("..", StringComparison.Ordinal), File.Exists(Path.Combine(victim, "file")));
    }

    [Fact(Timeout = 300_000)]
    public async Task Whatever_is_in_a_release_manifest_only_the_distros_own_files_are_attached()
    {
        var archive = await FillAsync();
        var (refused, accepted) = (0, 0);
        await HostileJson
            .Of(await File.ReadAllTextAsync(Folder.Manifest, Cancellation))
            .SampleAsync(
                async text =>
                {
                    await File.WriteAllTextAsync(Folder.Manifest, text, Cancellation);
                    if (
                        await ManifestJson.ReadAsync<ReleaseManifest>(Folder.Manifest, Cancellation) is { } said
                        && ReleaseProof.WrongIn(said, Folder, archive) is null
                    )
                    {
                        // The list of digests is theirs as well.
                        await File.WriteAllTextAsync(
                            Folder.Sums,
                            ChecksumLines.Render(await Folder.LinesAsync(said, Cancellation)),
                            Cancellation
                        );
                    }

                    var (manifest, reason) = await ReleaseProof.FindAsync(Folder, archive, Cancellation);
                    if (manifest is null)
                    {
                        Interlocked.Increment(ref refused);
                        Assert.NotEmpty(reason);
                        return;
                    }

                    Interlocked.Increment(ref accepted);
                    Assert.All(
                        await Folder.AssetsAsync(manifest, signature: null, Cancellation),
                        asset => Assert.StartsWith(Path.Combine(Folder.Folder, "debian-13."), asset.Path, StringComparison.Ordinal)
                    );
                    Assert.Contains("| debian-13 |", ReleaseText.Render([manifest], changes: string.Empty), StringComparison.Ordinal);
                },
                iter: Tries,
                threads: 1
            );
        TestContext.Current.TestOutputHelper!.WriteLine($"{Tries} release manifests: {refused} refused with a reason, {accepted} accepted");
        Assert.True(refused > Tries / 10 && accepted > 0);
    }

    [Fact(Timeout = 300_000)]
    public async Task Whatever_is_in_an_archives_manifest_it_names_files_of_the_archive_alone()
    {
        var store = new ArchiveStore(Options.Layout.Archive);
        var path = store.PathOf("debian-13-key.manifest.json");
        var (refused, accepted) = (0, 0);
        await HostileJson
            .Of(ManifestJson.Write(SampleReleases.Archive()))
            .SampleAsync(
                async text =>
                {
                    Directory.CreateDirectory(Options.Layout.Archive);
                    await File.WriteAllTextAsync(path, text, Cancellation);
                    var manifests = await store.ListAsync(Cancellation);
                    await store.WriteSumsAsync(Cancellation);
                    Interlocked.Add(ref refused, 1 - manifests.Count);
                    Interlocked.Add(ref accepted, manifests.Count);
                    Assert.All(
                        manifests,
                        manifest =>
                            Assert.All(
                                [manifest.DiskFile, manifest.SshKeyFile],
                                name => Assert.Equal(Options.Layout.Archive, Path.GetDirectoryName(Path.GetFullPath(store.PathOf(name))))
                            )
                    );
                    Assert.All(manifests, manifest => Assert.Equal(("debian-13", "key"), (manifest.Distro, manifest.Key)));
                    _ = manifests.SelectMany(ManifestRules.Missing).ToList();
                },
                iter: Tries,
                threads: 1
            );
        TestContext.Current.TestOutputHelper!.WriteLine($"{Tries} manifests of archives: {refused} are none, {accepted} accepted");
        Assert.True(refused > Tries / 10 && accepted > Tries / 10);
    }

    private async Task RefusedAsync(ArchiveManifest archive, string words)
    {
        var (manifest, reason) = await ReleaseProof.FindAsync(Folder, archive, Cancellation);
        Assert.Null(manifest);
        Assert.Contains(words, reason, StringComparison.Ordinal);
    }

    // As somebody would who can write manifests and lists of digests: they fit each other.
    private async Task<ArchiveManifest> FillAsync(Func<ReleaseManifest, ReleaseManifest>? change = null)
    {
        var archive = SampleReleases.Archive();
        Directory.CreateDirectory(Folder.Folder);
        await File.WriteAllTextAsync(Folder.Image, "the image", Cancellation);
        var made = await Folder.FillAsync((parts, image) => SampleReleases.Describe(archive, parts, image), partBytes: 4, Cancellation);
        Assert.NotNull((await ReleaseProof.FindAsync(Folder, archive, Cancellation)).Manifest);
        if (change is not null)
        {
            var changed = change(made);
            await File.WriteAllTextAsync(Folder.Manifest, ManifestJson.Write(changed), Cancellation);
            await File.WriteAllTextAsync(Folder.Sums, ChecksumLines.Render(await Folder.LinesAsync(changed, Cancellation)), Cancellation);
        }

        return archive;
    }
}
