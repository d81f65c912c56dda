using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Media.Store;

/// <summary>A distro's medium from a vendor's directories, with every kind of proof and every kind of trouble.</summary>
public sealed class MediaStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = MediaHttp.CreateClient();
    private readonly List<MediaStore> _stores = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Iso => _folder.PathOf("isos", "linux-1", SyntheticVendor.IsoName);

    public void Dispose()
    {
        _stores.ForEach(store => store.Dispose());
        _http.Dispose();
        _folder.Dispose();
    }

    [Theory(Timeout = 60_000)]
    [InlineData(ManifestSignature.Detached)]
    [InlineData(ManifestSignature.Clearsigned)]
    internal async Task A_signed_manifest_makes_a_signed_medium_that_verifies_again_without_the_network(ManifestSignature signature)
    {
        var (key, vendor) = await VendorAsync(signature);
        var distro = SyntheticVendor.DistroOf(key, signature, vendor);
        var medium = await SucceedAsync(distro);
        Assert.Equal(TrustLevel.Signed, medium.Trust);
        Assert.Equal(vendor.Iso, await File.ReadAllBytesAsync(Iso, Cancellation));

        vendor.Dispose();
        var asked = vendor.Asked.Count;
        Assert.True((await Store().VerifyAsync(distro, medium, Cancellation)).IsSuccess);
        Assert.True((await Store().DownloadAsync(distro, new MediaOptions { IsOffline = true }, null, Cancellation)).IsSuccess);
        Assert.Equal(asked, vendor.Asked.Count);
        Assert.Equal(TrustLevel.Signed, MediumRecord.Read(_folder.PathOf("isos", "linux-1"))?.Trust);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_medium_that_was_changed_on_disk_no_longer_verifies()
    {
        var (key, vendor) = await VendorAsync(ManifestSignature.Detached);
        var distro = SyntheticVendor.DistroOf(key, ManifestSignature.Detached, vendor);
        var medium = await SucceedAsync(distro);
        await File.AppendAllTextAsync(Iso, "x", Cancellation);
        var verified = await Store().VerifyAsync(distro, medium, Cancellation);
        Assert.Contains("delete the file and fetch it again", verified.Failure?.Reason, StringComparison.Ordinal);
        Assert.True((await Store().DownloadAsync(distro, new MediaOptions(), null, Cancellation)).IsSuccess);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_unsigned_manifest_is_refused_and_the_refusal_names_the_option_that_accepts_it()
    {
        var (key, vendor) = await VendorAsync(ManifestSignature.None);
        var distro = SyntheticVendor.DistroOf(key, ManifestSignature.None, vendor);
        var refused = await Store().DownloadAsync(distro, new MediaOptions(), null, Cancellation);
        Assert.Contains("--allow-trust checksum-only", refused.Failure?.Reason, StringComparison.Ordinal);
        Assert.Equal(FailureClass.Configuration, refused.Failure?.FailureClass);
        Assert.DoesNotContain($"GET /{SyntheticVendor.IsoName}", vendor.Asked);

        var medium = await SucceedAsync(distro, TrustLevel.ChecksumOnly);
        Assert.Equal(TrustLevel.ChecksumOnly, medium.Trust);
        Assert.True((await Store().VerifyAsync(distro, medium, Cancellation)).IsSuccess);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_missing_signature_lowers_the_trust_and_a_second_directory_that_has_it_is_preferred()
    {
        var (key, vendor) = await VendorAsync(ManifestSignature.Detached);
        using var poor = SyntheticVendor.Create(vendor.Iso);
        await poor.PublishAsync(key, ManifestSignature.None, _folder.Path, Cancellation);
        var refused = await Store()
            .DownloadAsync(SyntheticVendor.DistroOf(key, ManifestSignature.Detached, poor), new MediaOptions(), null, Cancellation);
        Assert.Contains("SHA256SUMS.sign is not there", refused.Failure?.Reason, StringComparison.Ordinal);
        Assert.Equal(
            TrustLevel.Signed,
            (await SucceedAsync(SyntheticVendor.DistroOf(key, ManifestSignature.Detached, poor, vendor))).Trust
        );
    }

    [Theory(Timeout = 60_000)]
    [InlineData(TrustLevel.Pinned)]
    [InlineData(TrustLevel.None)]
    internal async Task A_bad_signature_is_refused_however_little_trust_is_asked_for(TrustLevel least)
    {
        var (key, vendor) = await VendorAsync(ManifestSignature.Detached);
        vendor.Files["/SHA256SUMS"] = [.. vendor.Files["/SHA256SUMS"], .. "\n"u8];
        var refused = await Store()
            .DownloadAsync(
                SyntheticVendor.DistroOf(key, ManifestSignature.Detached, vendor),
                new MediaOptions { LeastTrust = least },
                null,
                Cancellation
            );
        Assert.Contains("BADSIG", refused.Failure?.Reason, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.PathOf("isos", "linux-1"), "*SUMS*"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_host_without_the_vendors_key_is_told_the_package_that_has_it()
    {
        var (key, vendor) = await VendorAsync(ManifestSignature.Detached);
        File.Delete(key.ArmouredKeyring);
        var refused = await Store()
            .DownloadAsync(SyntheticVendor.DistroOf(key, ManifestSignature.Detached, vendor), new MediaOptions(), null, Cancellation);
        Assert.Contains("the package linux-keyring of Debian and Fedora has the keys", refused.Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_digest_in_the_catalogue_pins_an_unsigned_medium_and_contradicts_a_changed_one()
    {
        var (key, vendor) = await VendorAsync(ManifestSignature.None);
        var distro = SyntheticVendor.DistroOf(key, ManifestSignature.None, vendor);
        Assert.Equal(TrustLevel.Pinned, (await SucceedAsync(Pinned(distro, Digest.OfBytes(vendor.Iso)))).Trust);
        var refused = await Store().DownloadAsync(Pinned(distro, new string('0', 64)), new MediaOptions(), null, Cancellation);
        Assert.Contains("where the catalogue pins", refused.Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_mirror_that_serves_an_error_page_or_a_spoilt_file_is_passed_over_and_named()
    {
        var (key, vendor) = await VendorAsync(ManifestSignature.Clearsigned);
        using var portal = SyntheticVendor.Create();
        portal.Faults["/SHA256SUMS"] = new FaultyAnswer(200, "<html>please log in</html>"u8.ToArray())
        {
            ContentType = "application/octet-stream",
        };
        using var spoilt = SyntheticVendor.Create([.. vendor.Iso[..^1], (byte)~vendor.Iso[^1]]);
        var medium = await SucceedAsync(SyntheticVendor.DistroOf(key, ManifestSignature.Clearsigned, portal, spoilt, vendor));
        Assert.Equal(vendor.Iso, await File.ReadAllBytesAsync(Iso, Cancellation));
        Assert.Contains(
            medium.Notes,
            note =>
                note.Contains(portal.Address.AbsoluteUri, StringComparison.Ordinal) && note.Contains("web page", StringComparison.Ordinal)
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task Two_stores_at_once_fetch_a_medium_once_and_the_second_says_whom_it_waits_for()
    {
        var (key, vendor) = await VendorAsync(ManifestSignature.Detached);
        var go = new TaskCompletionSource();
        vendor.Faults[$"/{SyntheticVendor.IsoName}"] = new FaultyAnswer(200, vendor.Iso) { AtBeginning = () => go.Task };
        var distro = SyntheticVendor.DistroOf(key, ManifestSignature.Detached, vendor);
        var first = Store().DownloadAsync(distro, new MediaOptions(), null, Cancellation);
        while (!vendor.Asked.Contains($"GET /{SyntheticVendor.IsoName}"))
        {
            await Task.Delay(10, Cancellation);
        }

        var waits = new TaskCompletionSource<string>();
        var second = Store().DownloadAsync(distro, new MediaOptions(), new Teller(waits), Cancellation);
        Assert.Same(waits.Task, await Task.WhenAny(waits.Task, second));
        Assert.Contains($"process {Environment.ProcessId}", await waits.Task, StringComparison.Ordinal);
        go.SetResult();
        Assert.True((await first).IsSuccess);
        Assert.True((await second).IsSuccess);
        Assert.Single(vendor.Asked, $"GET /{SyntheticVendor.IsoName}");
    }

    [Fact(Timeout = 60_000)]
    public async Task An_iso_of_ones_own_needs_its_digest_unless_no_trust_is_asked_for()
    {
        var path = _folder.PathOf("own.iso");
        await File.WriteAllTextAsync(path, "iso", Cancellation);
        var (key, vendor) = await VendorAsync(ManifestSignature.None);
        var distro = SyntheticVendor.DistroOf(key, ManifestSignature.None, vendor);
        var refused = await Store().DownloadAsync(distro, new MediaOptions { IsoPath = path }, null, Cancellation);
        Assert.Contains("--iso-sha256", refused.Failure?.Reason, StringComparison.Ordinal);
        var own = await Store()
            .DownloadAsync(
                distro,
                new MediaOptions { IsoPath = path, IsoSha256 = Digest.OfBytes("iso"u8).ToUpperInvariant() },
                null,
                Cancellation
            );
        Assert.Equal(TrustLevel.Pinned, own.Value?.Trust);
        var unproven = await Store()
            .DownloadAsync(distro, new MediaOptions { IsoPath = path, LeastTrust = TrustLevel.None }, null, Cancellation);
        Assert.Equal(TrustLevel.None, unproven.Value?.Trust);
        Assert.Equal(TrustLevel.None, (await Store().VerifyAsync(distro, unproven.Value!, Cancellation)).Value?.Trust);
    }

    private static Distro Pinned(Distro distro, string sha256) =>
        distro with
        {
            Iso = distro.Iso! with
            {
                Download = distro.Iso.Download! with { Pins = new Dictionary<string, string> { [SyntheticVendor.IsoName] = sha256 } },
            },
        };

    private async Task<(TestKey Key, SyntheticVendor Vendor)> VendorAsync(ManifestSignature signature)
    {
        var key = await TestKey.CreateAsync(_folder.PathOf("gpg"), Cancellation);
        var vendor = SyntheticVendor.Create();
        await vendor.PublishAsync(key, signature, _folder.Path, Cancellation);
        return (key, vendor);
    }

    private async Task<Medium> SucceedAsync(Distro distro, TrustLevel least = TrustLevel.Pinned)
    {
        var outcome = await Store().DownloadAsync(distro, new MediaOptions { LeastTrust = least }, null, Cancellation);
        Assert.True(outcome.IsSuccess, outcome.Failure?.Reason);
        return outcome.Value;
    }

    private MediaStore Store()
    {
        var store = new MediaStore(
            _folder.PathOf("isos"),
            _http,
            TimeProvider.System,
            new DownloadOptions { Backoff = TimeSpan.FromMilliseconds(1), Retries = 1 }
        );
        _stores.Add(store);
        return store;
    }

    private sealed class Teller(TaskCompletionSource<string> waits) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            if (value.WaitingFor is { } holder)
            {
                waits.TrySetResult(holder);
            }
        }
    }
}
