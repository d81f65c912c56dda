using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.Store;

namespace MailFactory.Testing.Tests.Media.Trust;

/// <summary>What a vendor's manifest is believed, and a medium on disk later on.</summary>
public sealed class ManifestTrustTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = MediaHttp.CreateClient();
    private readonly SyntheticVendor _vendor = SyntheticVendor.Create();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Isos => _folder.PathOf("isos");

    public void Dispose()
    {
        _vendor.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    [Theory(Timeout = 60_000)]
    [InlineData(ManifestSignature.Detached)]
    [InlineData(ManifestSignature.Clearsigned)]
    internal async Task A_manifest_that_is_served_as_a_web_page_is_believed_when_its_signature_is_right(ManifestSignature signature)
    {
        var distro = await PublishAsync(signature);
        foreach (var path in new[] { "/SHA256SUMS", "/SHA256SUMS.sign" }.Where(_vendor.Files.ContainsKey))
        {
            _vendor.Faults[path] = new FaultyAnswer(200, _vendor.Files[path]) { ContentType = "text/html" };
        }

        var medium = await DownloadAsync(distro);
        Assert.True(medium.IsSuccess, medium.Failure?.Reason);
        Assert.Equal(TrustLevel.Signed, medium.Value.Trust);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_page_in_place_of_a_manifest_is_not_believed()
    {
        var distro = await PublishAsync(ManifestSignature.Detached);
        _vendor.Faults["/SHA256SUMS"] = new FaultyAnswer(200, "<html>Sign in</html>"u8.ToArray()) { ContentType = "text/html" };
        Assert.Equal(DownloadFault.WebPage, (await DownloadAsync(distro)).Failure?.Fault);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_signature_over_nothing_makes_no_unsigned_line_signed()
    {
        var key = await TestKey.CreateAsync(_folder.PathOf("gpg"), Cancellation);
        var (nothing, signed) = (_folder.PathOf("nothing"), _folder.PathOf("signed"));
        await File.WriteAllTextAsync(nothing, string.Empty, Cancellation);
        await key.ClearSignAsync(nothing, signed, Cancellation);
        var text = (await File.ReadAllTextAsync(signed, Cancellation)).Replace(
            "\n\n\n-----BEGIN",
            "\n\n-----BEGIN",
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(signed, $"{text}SHA256 ({SyntheticVendor.IsoName}) = {Digest.OfBytes(_vendor.Iso)}\n", Cancellation);
        _vendor.Files["/SHA256SUMS"] = await File.ReadAllBytesAsync(signed, Cancellation);
        var medium = await DownloadAsync(SyntheticVendor.DistroOf(key, ManifestSignature.Clearsigned, _vendor));
        Assert.Contains("it holds no SHA-256 digest", medium.Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_medium_that_was_replaced_after_it_was_verified_is_not_taken_apart()
    {
        var distro = await PublishAsync(ManifestSignature.Detached);
        var medium = (await DownloadAsync(distro)).Value!;
        var other = _folder.PathOf("other.iso");
        await File.WriteAllBytesAsync(other, new byte[7], Cancellation);
        File.Move(other, medium.FilePath, overwrite: true);
        var taken = await MediaStore.ExtractAsync(distro, medium, _folder.PathOf("vm"), Cancellation);
        Assert.Contains("is no longer the file that was verified", taken.Failure?.Reason, StringComparison.Ordinal);
        Assert.Equal(taken.Failure, await MediaStore.ProveAsync(medium, Cancellation));
        File.Delete(medium.FilePath);
        Assert.Contains(
            "was verified and is gone now",
            (await MediaStore.ProveAsync(medium, Cancellation))?.Reason,
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_held_medium_stays_what_it_was_whatever_takes_its_place()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "an open file has a path on Linux only");
        var medium = (await DownloadAsync(await PublishAsync(ManifestSignature.Detached))).Value!;
        Assert.Null(await MediaStore.ProveAsync(medium, Cancellation));
        var held = await HeldMedium.OpenAsync(medium, Cancellation);
        await using (held.Value)
        {
            var other = _folder.PathOf("other.iso");
            await File.WriteAllTextAsync(other, "other", Cancellation);
            File.Move(other, medium.FilePath, overwrite: true);
            Assert.Equal(_vendor.Iso, await File.ReadAllBytesAsync(held.Value!.Path, Cancellation));
        }
    }

    private async Task<Distro> PublishAsync(ManifestSignature signature)
    {
        var key = await TestKey.CreateAsync(_folder.PathOf("gpg"), Cancellation);
        await _vendor.PublishAsync(key, signature, _folder.Path, Cancellation);
        return SyntheticVendor.DistroOf(key, signature, _vendor);
    }

    private async Task<Outcome<Medium>> DownloadAsync(Distro distro)
    {
        using var store = new MediaStore(
            Isos,
            _http,
            TimeProvider.System,
            new DownloadOptions { Backoff = TimeSpan.FromMilliseconds(1), Retries = 1 }
        );
        return await store.DownloadAsync(distro, new MediaOptions(), null, Cancellation);
    }
}
