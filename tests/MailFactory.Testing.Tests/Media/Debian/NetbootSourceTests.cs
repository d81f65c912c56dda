using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Media.Debian;

namespace MailFactory.Testing.Tests.Media.Debian;

public sealed class NetbootSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_package_is_had_along_the_whole_chain_and_verifies_again_without_the_network()
    {
        var archive = await SyntheticArchive.CreateAsync(_folder.Path, Cancellation);
        var source = Source(archive);
        var medium = await source.FetchAsync(progress: null, Cancellation);
        Assert.True(medium.IsSuccess, medium.Failure?.Reason);
        Assert.Equal((TrustLevel.Signed, "trixie"), (medium.Value.Trust, medium.Value.Suite));
        Assert.Empty(medium.Value.Notes);
        archive.Dispose();
        Assert.True((await source.OpenAsync("trixie", Cancellation)).IsSuccess);
    }

    [Fact(Timeout = 120_000)]
    public async Task An_installer_index_of_another_release_falls_over_to_the_suite_that_is_whole()
    {
        using var archive = await SyntheticArchive.CreateAsync(_folder.Path, Cancellation);
        await File.WriteAllTextAsync(archive.IndexPath("trixie", 1), "stale", Cancellation);
        var medium = await Source(archive).FetchAsync(progress: null, Cancellation);
        Assert.Equal("stable", medium.Value?.Suite);
        Assert.Equal(["trixie 13.8 names an installer index that the mirror does not serve; using stable 13.7"], medium.Value!.Notes);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_tampered_index_in_every_suite_leaves_nothing_to_trust()
    {
        using var archive = await SyntheticArchive.CreateAsync(_folder.Path, Cancellation);
        await File.WriteAllTextAsync(archive.IndexPath("trixie", 0), "tampered", Cancellation);
        await File.WriteAllTextAsync(archive.IndexPath("stable", 0), "tampered", Cancellation);
        var medium = await Source(archive).FetchAsync(progress: null, Cancellation);
        Assert.Contains("names a package index that the mirror does not serve", medium.Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_tampered_release_file_is_refused_by_name()
    {
        using var archive = await SyntheticArchive.CreateAsync(_folder.Path, Cancellation);
        foreach (var suite in (string[])["trixie", "stable"])
        {
            var path = archive.PathOf($"dists/{suite}/InRelease");
            await File.WriteAllTextAsync(
                path,
                (await File.ReadAllTextAsync(path, Cancellation)).Replace("Origin: Test", "Origin: Evil", StringComparison.Ordinal),
                Cancellation
            );
        }

        Assert.Contains(
            "BADSIG",
            (await Source(archive).FetchAsync(progress: null, Cancellation)).Failure?.Reason,
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task A_release_signed_by_a_key_that_is_not_pinned_is_refused()
    {
        using var archive = await SyntheticArchive.CreateAsync(_folder.Path, Cancellation);
        var medium = archive.Medium with { Fingerprints = ["0000000000000000000000000000000000000000"] };
        var fetched = await Source(archive, medium).FetchAsync(progress: null, Cancellation);
        Assert.Contains("is not a pinned key", fetched.Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_package_with_other_bytes_than_the_index_says_is_never_in_place()
    {
        using var archive = await SyntheticArchive.CreateAsync(_folder.Path, Cancellation);
        await File.WriteAllTextAsync(archive.PathOf("pool/netboot_1.deb"), "PACKAGE", Cancellation);
        var fetched = await Source(archive).FetchAsync(progress: null, Cancellation);
        Assert.Equal(DownloadFault.WrongDigest, fetched.Failure?.Fault);
        Assert.False(File.Exists(_folder.PathOf("media", "netboot_1.deb")));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_suite_that_has_moved_on_to_the_next_release_is_not_taken_for_this_one()
    {
        using var archive = await SyntheticArchive.CreateAsync(_folder.Path, Cancellation);
        await archive.PublishAsync("stable", "14.0", "forky", Cancellation);
        File.Delete(archive.IndexPath("trixie", 1));
        var fetched = await Source(archive).FetchAsync(progress: null, Cancellation);
        Assert.Contains("stable is forky 14.0, not trixie", fetched.Failure?.Reason, StringComparison.Ordinal);
    }

    private NetbootSource Source(SyntheticArchive archive, NetbootMedium? medium = null) =>
        new(
            "debian-13",
            medium ?? archive.Medium,
            archive.Address,
            _folder.PathOf("media"),
            new Downloader(_http, TimeProvider.System, new DownloadOptions { Backoff = TimeSpan.FromMilliseconds(1) })
        );
}
