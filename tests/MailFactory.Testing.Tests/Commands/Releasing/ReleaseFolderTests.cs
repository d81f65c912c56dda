using MailFactory.Testing.Archives;
using MailFactory.Testing.Commands.Releasing;
using MailFactory.Testing.Files;
using MailFactory.Testing.Tests.Releases;

namespace MailFactory.Testing.Tests.Commands.Releasing;

public sealed class ReleaseFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ArchiveManifest Archive { get; } = SampleReleases.Archive();

    private ReleaseFolder Folder => new(_folder.Path, "debian-13");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task What_was_made_from_the_same_archive_is_found_again_and_attached_digests_first()
    {
        var made = await FillAsync();
        var found = (await ReleaseProof.FindAsync(Folder, Archive, Cancellation)).Manifest;
        Assert.Equal(made.ImageSha256, found!.ImageSha256);
        Assert.Equal(Digest.OfText("the image"), found.ImageSha256);
        var assets = await Folder.AssetsAsync(found, signature: null, Cancellation);
        Assert.Equal(
            [
                "debian-13.SHA256SUMS",
                "debian-13.restore.sh",
                "debian-13.manifest.json",
                "debian-13.qcow2.part01",
                "debian-13.qcow2.part02",
                "debian-13.qcow2.part03",
            ],
            assets.Select(asset => asset.Name)
        );
    }

    [Fact(Timeout = 30_000)]
    public async Task Another_archive_or_a_damaged_part_has_to_be_made_again()
    {
        await FillAsync();
        Assert.Contains(
            "made from another archive",
            (await ReleaseProof.FindAsync(Folder, Archive with { DiskSha256 = Digest.OfText("other") }, Cancellation)).Reason,
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(_folder.PathOf("debian-13.qcow2.part02"), "tha", Cancellation);
        Assert.Null((await ReleaseProof.FindAsync(Folder, Archive, Cancellation)).Manifest);
    }

    [Fact(Timeout = 30_000)]
    public async Task Another_mail_test_changes_the_manifest_and_its_digest_and_no_part()
    {
        var made = await FillAsync();
        var before = ChecksumLines.Parse(await File.ReadAllTextAsync(Folder.Sums, Cancellation));
        await Folder.DescribeAsync(made with { Archive = Archive with { MailTest = null } }, Cancellation);
        var after = ChecksumLines.Parse(await File.ReadAllTextAsync(Folder.Sums, Cancellation));
        Assert.Equal(["debian-13.manifest.json"], before.Keys.Where(name => before[name] != after[name]));
        Assert.Null((await ReleaseProof.FindAsync(Folder, Archive, Cancellation)).Manifest!.Archive.MailTest);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_folder_without_its_digests_is_unfinished()
    {
        await FillAsync();
        File.Delete(Folder.Sums);
        Assert.Null((await ReleaseProof.FindAsync(Folder, Archive, Cancellation)).Manifest);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_text_for_people_says_what_was_tested_and_how_to_start()
    {
        var text = ReleaseText.Render([await FillAsync()], "- a change");
        Assert.Contains("| debian-13 | Debian | 1970-01-01, tcg | passed, 1970-01-01: 39 of 39 |", text, StringComparison.Ordinal);
        Assert.Contains("sh debian-13.restore.sh --ssh-key", text, StringComparison.Ordinal);
        Assert.EndsWith("## What is new\n\n- a change\n", text, StringComparison.Ordinal);
    }

    private async Task<ReleaseManifest> FillAsync()
    {
        await File.WriteAllTextAsync(Folder.Image, "the image", Cancellation);
        return await Folder.FillAsync((parts, image) => SampleReleases.Describe(Archive, parts, image), partBytes: 4, Cancellation);
    }
}
