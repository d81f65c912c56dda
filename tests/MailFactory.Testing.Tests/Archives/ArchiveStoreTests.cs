using MailFactory.Testing.Archives;
using MailFactory.Testing.Files;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Archives;

public sealed class ArchiveStoreTests : IDisposable
{
    // The header of an empty qcow2 image of version 3.
    private const string HostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFtyeiNAmtiN6";

    private static readonly byte[] _disk = [.. "QFI"u8, 0xfb, 0, 0, 0, 3, .. new byte[72]];
    private readonly TemporaryFolder _folder = new();
    private readonly InputKey _key = new(new Dictionary<string, string> { ["medium"] = "abc", ["qemu"] = "7.2" });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 10_000)]
    public async Task An_archive_of_the_same_inputs_is_found_with_its_reason()
    {
        var store = await StoreWithArchiveAsync();
        var lookup = await store.FindAsync("debian-13", _key, Cancellation);
        Assert.NotNull(lookup.Manifest);
        Assert.Equal(HostKey, lookup.Manifest.SshHostKey);
        Assert.Contains("same inputs and is intact", lookup.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task An_archive_of_other_inputs_is_not_used_and_the_difference_is_named()
    {
        var store = await StoreWithArchiveAsync();
        var other = new InputKey(new Dictionary<string, string> { ["medium"] = "abc", ["qemu"] = "8.0" });
        var lookup = await store.FindAsync("debian-13", other, Cancellation);
        Assert.Null(lookup.Manifest);
        Assert.EndsWith("made from other inputs: qemu", lookup.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_damaged_disk_is_not_used()
    {
        var store = await StoreWithArchiveAsync();
        await File.AppendAllTextAsync(store.DiskPath("debian-13", _key), "x", Cancellation);
        Assert.Contains("damaged", (await store.FindAsync("debian-13", _key, Cancellation)).Reason, StringComparison.Ordinal);
    }

    [Theory(Timeout = 10_000)]
    [InlineData(15, "it is an overlay of another image")]
    [InlineData(79, "its data are in another file")]
    [InlineData(0, "it is not a qcow2 image")]
    public async Task A_disk_that_leads_to_other_files_is_not_used_even_when_its_digest_is_right(int offset, string reason)
    {
        byte[] image = [.. _disk];
        image[offset] ^= 4;
        var lookup = await (await StoreWithArchiveAsync(image)).FindAsync("debian-13", _key, Cancellation);
        Assert.Null(lookup.Manifest);
        Assert.EndsWith($"is not used: {reason}", lookup.Reason, StringComparison.Ordinal);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("../disk.qcow2")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    public async Task A_manifest_that_names_a_file_outside_the_archive_is_not_used(string diskFile)
    {
        var lookup = await (await StoreWithArchiveAsync(diskFile: diskFile)).FindAsync("debian-13", _key, Cancellation);
        Assert.Null(lookup.Manifest);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_manifest_without_a_name_counts_as_no_archive()
    {
        var store = await StoreWithArchiveAsync();
        var path = _folder.PathOf($"debian-13-{_key.Value}.manifest.json");
        var text = await File.ReadAllTextAsync(path, Cancellation);
        await File.WriteAllTextAsync(
            path,
            text.Replace("\"sshKeyFile\": \"key\"", "\"sshKeyFile\": null", StringComparison.Ordinal),
            Cancellation
        );
        Assert.Null((await store.FindAsync("debian-13", _key, Cancellation)).Manifest);
        Assert.Empty(await store.ListAsync(Cancellation));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_broken_manifest_counts_as_no_archive()
    {
        var store = await StoreWithArchiveAsync();
        await File.WriteAllTextAsync(_folder.PathOf($"debian-13-{_key.Value}.manifest.json"), "{ \"dist", Cancellation);
        Assert.Null((await store.FindAsync("debian-13", _key, Cancellation)).Manifest);
    }

    [Fact(Timeout = 10_000)]
    public async Task The_sums_file_lists_the_disk_and_its_manifest_as_sha256sum_does()
    {
        await StoreWithArchiveAsync();
        var sums = await File.ReadAllTextAsync(_folder.PathOf("SHA256SUMS"), Cancellation);
        var manifest = await Digest.OfFileAsync(_folder.PathOf($"debian-13-{_key.Value}.manifest.json"), Cancellation);
        Assert.Equal($"{manifest}  debian-13-{_key.Value}.manifest.json\n{Digest.OfBytes(_disk)}  debian-13-{_key.Value}.qcow2\n", sums);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_mail_test_is_on_record_from_its_beginning_and_the_sums_follow()
    {
        var store = await StoreWithArchiveAsync();
        var manifest = (await store.ListAsync(Cancellation))[0];
        manifest = await store.RecordAsync(manifest, ArchiveMailTest.Begun(DateTimeOffset.UnixEpoch), Cancellation);
        Assert.Equal(Verdict.Error, (await store.ListAsync(Cancellation))[0].MailTest!.Verdict);
        var passed = new ArchiveMailTest
        {
            Tested = DateTimeOffset.UnixEpoch,
            Verdict = Verdict.Passed,
            Summary = "39 of 39",
            IsWhole = true,
        };
        await store.RecordAsync(manifest, passed, Cancellation);
        Assert.Equal(passed, (await store.ListAsync(Cancellation))[0].MailTest);
        var name = ArchiveStore.ManifestFile(manifest);
        var sums = ChecksumLines.Parse(await File.ReadAllTextAsync(_folder.PathOf("SHA256SUMS"), Cancellation));
        Assert.Equal(await Digest.OfFileAsync(_folder.PathOf(name), Cancellation), sums[name]);
    }

    private async Task<ArchiveStore> StoreWithArchiveAsync(byte[]? image = null, string? diskFile = null)
    {
        var store = new ArchiveStore(_folder.Path);
        var disk = store.DiskPath("debian-13", _key);
        await File.WriteAllBytesAsync(disk, image ?? _disk, Cancellation);
        await File.WriteAllTextAsync(_folder.PathOf("key"), "key", Cancellation);
        await store.AddAsync(
            new ArchiveManifest
            {
                Distro = "debian-13",
                Key = _key.Value,
                Inputs = _key.Inputs,
                DiskFile = diskFile ?? Path.GetFileName(disk),
                DiskSha256 = Digest.OfBytes(image ?? _disk),
                DiskBytes = _disk.Length,
                SshKeyFile = "key",
                SshHostKey = HostKey,
                User = "mailtest",
                Installed = DateTimeOffset.UnixEpoch,
                InstallSeconds = 1,
                Accelerator = "tcg",
                Trust = "Signed",
                OsName = "Debian GNU/Linux 13 (trixie)",
                Packages = ["bash 5.2"],
            },
            Cancellation
        );
        return store;
    }
}
