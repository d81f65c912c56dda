using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Tests.Media;

namespace MailFactory.Testing.Tests.Downloads;

/// <summary>When Debian's netboot package takes the place of an ISO, and when it must not.</summary>
public sealed class FallOverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = MediaHttp.CreateClient();
    private SyntheticArchive? _archive;
    private SyntheticVendor? _vendor;
    private TestKey? _key;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _archive?.Dispose();
        _vendor?.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact(Timeout = 120_000)]
    public async Task An_ISO_that_this_host_has_no_key_for_gives_way_with_one_line()
    {
        var distro = await PublishAsync();
        File.Delete(_key!.ArmouredKeyring);
        await FallsOverAsync(distro, "no keyring on this host");
    }

    [Fact(Timeout = 120_000)]
    public async Task An_ISO_signed_by_a_key_that_the_keyring_lacks_gives_way_with_one_line()
    {
        var distro = await PublishAsync();
        var other = await TestKey.CreateAsync(_folder.PathOf("other"), Cancellation);
        await FallsOverAsync(With(distro, download => download with { Keyrings = [other.ArmouredKeyring] }), "NO_PUBKEY");
    }

    [Fact(Timeout = 120_000)]
    public async Task An_unsigned_ISO_gives_way_with_one_line_unless_it_is_asked_for()
    {
        var distro = await PublishAsync();
        _vendor!.Files.TryRemove("/SHA256SUMS.sign", out _);
        await FallsOverAsync(distro, "SHA256SUMS.sign is not there");
        Assert.Equal(MediumKind.Iso, (await DownloadAsync(distro, TrustLevel.ChecksumOnly)).Value?.Kind);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_host_that_cannot_be_reached_is_named_once_however_many_directories_it_has()
    {
        var distro = await PublishAsync();
        var note = await FallsOverAsync(
            With(distro, download => download with { Directories = [new("http://127.0.0.1:9/a/"), new("http://127.0.0.1:9/b/")] }),
            "127.0.0.1"
        );
        Assert.Equal(2, note.Split("; ").Length);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_manifest_that_does_not_name_the_ISO_gives_way_with_one_line()
    {
        var distro = await PublishAsync();
        await FallsOverAsync(
            distro with
            {
                Iso = distro.Iso! with { FileNamePattern = @"linux-2\.[0-9]+\.iso" },
            },
            "names no file that matches linux-2"
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task A_changed_manifest_a_key_that_is_not_pinned_and_a_changed_ISO_never_give_way()
    {
        var distro = await PublishAsync();
        await StopsAsync(With(distro, download => download with { Fingerprints = [new string('0', 40)] }), "is not a pinned key");
        var manifest = _vendor!.Files["/SHA256SUMS"];
        _vendor.Files["/SHA256SUMS"] = [.. manifest, .. "\n"u8];
        await StopsAsync(distro, "BADSIG");
        _vendor.Files["/SHA256SUMS"] = manifest;
        _vendor.Files[$"/{SyntheticVendor.IsoName}"] = [.. _vendor.Iso[..^1], (byte)~_vendor.Iso[^1]];
        await StopsAsync(distro, "SHA-256 is");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_release_past_its_life_comes_from_the_first_of_its_mirrors_that_still_has_it()
    {
        var distro = await PublishAsync();
        using var empty = SyntheticVendor.Create();
        var moved = distro with
        {
            Iso = null,
            PackageMirrors = new PackageMirrors { Main = [empty.Address, _archive!.Address] },
        };
        using var store = Store();
        var medium = await store.DownloadAsync(moved, new MediaOptions { Mirror = empty.Address }, progress: null, Cancellation);
        Assert.Equal(_archive.Address, medium.Value?.Mirror);
        Assert.Contains(
            medium.Value!.Notes,
            note =>
                note.Contains("the server does not have it (404)", StringComparison.Ordinal)
                && note.EndsWith("; using 127.0.0.1", StringComparison.Ordinal)
        );
        Assert.True((await store.VerifyAsync(moved, medium.Value, Cancellation)).IsSuccess);

        // A mirror that the user names is asked before those.
        var asked = await store.DownloadAsync(
            moved with
            {
                PackageMirrors = new PackageMirrors { Main = [empty.Address] },
            },
            new MediaOptions { Mirror = new Uri(_archive.Address.AbsoluteUri.TrimEnd('/')) },
            null,
            Cancellation
        );
        Assert.Empty(asked.Value!.Notes);
    }

    private static Distro With(Distro distro, Func<IsoDownload, IsoDownload> change) =>
        distro with
        {
            Iso = distro.Iso! with { Download = change(distro.Iso.Download!) },
        };

    private async Task<Distro> PublishAsync()
    {
        _archive = await SyntheticArchive.CreateAsync(_folder.Path, Cancellation);
        _key = await TestKey.CreateAsync(_folder.PathOf("gpg"), Cancellation);
        _vendor = SyntheticVendor.Create();
        await _vendor.PublishAsync(_key, ManifestSignature.Detached, _folder.Path, Cancellation);
        return SyntheticVendor.DistroOf(_key, ManifestSignature.Detached, _vendor) with { Netboot = _archive.Medium };
    }

    private MediaStore Store() =>
        new(
            _folder.PathOf("isos"),
            _http,
            TimeProvider.System,
            new DownloadOptions { Backoff = TimeSpan.FromMilliseconds(1), Retries = 1 }
        );

    private async Task<Outcome<Medium>> DownloadAsync(Distro distro, TrustLevel least)
    {
        using var store = Store();
        return await store.DownloadAsync(
            distro,
            new MediaOptions { Mirror = _archive!.Address, LeastTrust = least },
            progress: null,
            Cancellation
        );
    }

    private async Task<string> FallsOverAsync(Distro distro, string reason)
    {
        var medium = await DownloadAsync(distro, TrustLevel.Pinned);
        Assert.True(medium.IsSuccess, medium.Failure?.Reason);
        Assert.Equal((MediumKind.Netboot, TrustLevel.Signed), (medium.Value.Kind, medium.Value.Trust));
        var note = Assert.Single(medium.Value.Notes);
        Assert.Contains(reason, note, StringComparison.Ordinal);
        Assert.EndsWith("falling back to the Debian archive's netboot package", note, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', note);
        return note;
    }

    private async Task StopsAsync(Distro distro, string reason)
    {
        var medium = await DownloadAsync(distro, TrustLevel.None);
        Assert.False(medium.IsSuccess);
        Assert.Contains(reason, medium.Failure.Reason, StringComparison.Ordinal);
    }
}
