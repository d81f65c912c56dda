using System.Text;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.RedHat;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Media;

/// <summary>Every medium of the catalogue, from download to verification, as its vendor offers it today.</summary>
public sealed class VendorMediaTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Every_distro_of_the_catalogue_is_downloaded_and_verified_from_its_vendors_hosts_as_they_are_today()
    {
        using var vendors = await VendorFixture.CreateAsync();
        await vendors.Layouts.TodayAsync();
        using var account = Account("rhel-9.8-x86_64-dvd.iso");
        using var store = vendors.Store(new RedHatHosts { Token = new Uri(account.Address, "token"), Api = account.Address });
        var table = new List<string>();
        foreach (var distro in VendorFixture.Catalogue.Ids.Select(vendors.Distro))
        {
            var medium = await store.DownloadAsync(
                distro,
                new MediaOptions { RedHatToken = new SecretText("offline-token") },
                progress: null,
                Cancellation
            );
            Assert.True(medium.IsSuccess, $"{distro.Id}: {medium.Failure?.Reason}");
            var verified = await store.VerifyAsync(distro, medium.Value, Cancellation);
            Assert.True(verified.IsSuccess, $"{distro.Id}: {verified.Failure?.Reason}");
            Assert.Equal(medium.Value.Trust, verified.Value.Trust);
            var from =
                vendors
                    .Web.Asked.LastOrDefault(asked => asked.EndsWith(Path.GetFileName(medium.Value.FilePath), StringComparison.Ordinal))
                    ?.Split(' ', '/')[1]
                ?? "the account";
            table.Add($"{distro.Id} | {Path.GetFileName(medium.Value.FilePath)} | {verified.Value.Trust} | {from}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', table));
        Assert.Equal(
            [
                "ubuntu-22 | ubuntu-22.04.5-live-server-amd64.iso | Signed | releases.ubuntu.com",
                "ubuntu-24 | ubuntu-24.04.5-live-server-amd64.iso | Signed | releases.ubuntu.com",
                "debian-11 | debian-11.11.0-amd64-netinst.iso | Signed | cdimage.debian.org",
                "debian-12 | debian-12.15.0-amd64-netinst.iso | Signed | cdimage.debian.org",
                "debian-13 | debian-13.7.0-amd64-netinst.iso | Signed | cdimage.debian.org",
                "debian-14 | debian-testing-amd64-netinst.iso | Signed | cdimage.debian.org",
                "fedora-38 | Fedora-Server-dvd-x86_64-38-1.6.iso | Signed | archives.fedoraproject.org",
                "fedora-39 | Fedora-Server-dvd-x86_64-39-1.5.iso | Signed | archives.fedoraproject.org",
                "fedora-40 | Fedora-Server-dvd-x86_64-40-1.14.iso | Signed | archives.fedoraproject.org",
                "fedora-41 | Fedora-Server-dvd-x86_64-41-1.4.iso | Signed | archives.fedoraproject.org",
                "rhel-9 | rhel-9.8-x86_64-dvd.iso | Pinned | the account",
                "almalinux-9 | AlmaLinux-9.8-x86_64-boot.iso | Signed | repo.almalinux.org",
                "rocky-9 | Rocky-9.8-x86_64-boot.iso | Pinned | download.rockylinux.org",
                "opensuse-15 | openSUSE-Leap-15.6-DVD-x86_64-Build710.3-Media.iso | Signed | mirror.example.org",
            ],
            table.Select(row => row.Replace("dl.fedoraproject.org", "archives.fedoraproject.org", StringComparison.Ordinal))
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task Every_medium_that_is_changed_on_the_vendors_host_is_refused()
    {
        using var vendors = await VendorFixture.CreateAsync();
        await vendors.Layouts.TodayAsync();
        foreach (var path in vendors.Web.Files.Keys.Where(path => path.EndsWith(".iso", StringComparison.Ordinal)).ToList())
        {
            vendors.Web.Files[path] = [.. vendors.Web.Files[path][..^1], (byte)'!'];
        }

        foreach (var id in VendorFixture.Catalogue.Distros.Where(distro => distro.Iso?.Download is not null).Select(distro => distro.Id))
        {
            var refused = await vendors.DownloadAsync(id, TrustLevel.None);
            Assert.True(refused.Failure is { IsSuspect: true }, $"{id}: {refused.Failure?.Reason}");
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_second_source_that_contradicts_the_first_refuses_the_medium_however_little_trust_is_asked_for()
    {
        using var vendors = await VendorFixture.CreateAsync();
        await vendors.Layouts.TodayAsync();
        vendors.Web.Files[VendorLayouts.Confirmation("9.8")] = Encoding.ASCII.GetBytes(
            $"SHA256 (Rocky-9.8-x86_64-boot.iso) = {new string('a', 64)}\n"
        );
        vendors.Web.Down["dl.rockylinux.org"] = true;
        var refused = await vendors.DownloadAsync("rocky-9", TrustLevel.None);
        Assert.True(refused.Failure?.IsSuspect);
        Assert.Contains($"where raw.githubusercontent.com says {new string('a', 64)}", refused.Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_no_second_source_confirms_is_refused_unless_less_trust_is_asked_for_or_the_catalogue_pins_it()
    {
        using var vendors = await VendorFixture.CreateAsync();
        vendors.Layouts.RockyLinux(VendorLayouts.Rocky, "9.8", isConfirmed: false);
        var refused = await vendors.DownloadAsync("rocky-9");
        Assert.False(refused.Failure?.IsSuspect);
        Assert.Contains(
            "no second source over https names Rocky-9.8-x86_64-boot.iso yet",
            refused.Failure!.Reason,
            StringComparison.Ordinal
        );
        Assert.Equal(TrustLevel.ChecksumOnly, (await vendors.DownloadAsync("rocky-9", TrustLevel.ChecksumOnly)).Value?.Trust);

        var rocky = vendors.Distro("rocky-9");
        var pins = new Dictionary<string, string>
        {
            ["Rocky-9.8-x86_64-boot.iso"] = Digest.OfBytes(VendorLayouts.ContentOf("Rocky-9.8-x86_64-boot.iso")),
        };
        using var store = vendors.Store();
        var pinned = rocky with { Iso = rocky.Iso! with { Download = rocky.Iso.Download! with { Pins = pins } } };
        Assert.Equal(
            "the digest in the catalogue; its vendor does not sign it",
            (await store.DownloadAsync(pinned, new MediaOptions(), null, Cancellation)).Value?.Proof
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task A_manifest_that_came_without_https_is_confirmed_by_nothing()
    {
        using var vendors = await VendorFixture.CreateAsync();
        await vendors.Layouts.TodayAsync();
        var rocky = vendors.Distro("rocky-9");
        var plain = rocky with
        {
            Iso = rocky.Iso! with { Download = rocky.Iso.Download! with { Directories = [new Uri($"http://{VendorLayouts.Rocky}")] } },
        };
        using var store = vendors.Store();
        Assert.Contains(
            "--allow-trust checksum-only",
            (await store.DownloadAsync(plain, new MediaOptions(), null, Cancellation)).Failure?.Reason,
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task A_second_source_that_is_gone_is_replaced_by_its_mirror()
    {
        using var vendors = await VendorFixture.CreateAsync();
        await vendors.Layouts.TodayAsync();
        vendors.Web.Move("raw.githubusercontent.com/rocky-linux/checksums/main/", "git.resf.org/rocky-linux/checksums/raw/branch/main/");
        var medium = await vendors.DownloadAsync("rocky-9");
        Assert.Equal("CHECKSUM and git.resf.org, two sources over https that agree; its vendor does not sign it", medium.Value?.Proof);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_check_says_of_every_medium_what_a_download_would_say()
    {
        using var vendors = await VendorFixture.CreateAsync();
        await vendors.Layouts.TodayAsync();
        var distros = VendorFixture
            .Catalogue.Ids.Select(vendors.Distro)
            .Where(distro => distro.Iso?.Download is not null)
            .Select(distro => distro with { Repositories = [], InstallSource = null })
            .ToList();
        var proofs = (await vendors.Check.CheckAsync(distros, new MediaOptions(), Cancellation))
            .Where(result => result.What == "trust")
            .ToList();
        Assert.Equal(distros.Select(distro => distro.Id), proofs.Select(proof => proof.DistroId));
        Assert.All(proofs, proof => Assert.Null(proof.Refusal));

        vendors.Web.Files.TryRemove(VendorLayouts.Confirmation("9.8"), out _);
        vendors.Web.Files.TryRemove(VendorLayouts.Confirmation("9.7"), out _);
        var changed = Encoding
            .UTF8.GetString(vendors.Web.Files[$"{VendorLayouts.Alma}CHECKSUM"])
            .Replace("SHA256 (", "SHA256  (", StringComparison.Ordinal);
        vendors.Web.Files[$"{VendorLayouts.Alma}CHECKSUM"] = Encoding.UTF8.GetBytes(changed);
        vendors.Web.Down["vault.almalinux.org"] = true;
        var results = await vendors.Check.CheckAsync(distros, new MediaOptions(), Cancellation);
        Assert.Equal(["almalinux-9", "rocky-9"], results.Where(result => result.IsRefused).Select(result => result.DistroId));
        Assert.DoesNotContain(results, result => result.What == "iso" && result.IsLost);
        foreach (var result in results.Where(result => result.IsRefused))
        {
            Assert.Equal((await vendors.DownloadAsync(result.DistroId)).Failure?.Reason, result.Refusal);
        }
    }

    // Tokens, the list of images and the images themselves, as Red Hat's three hosts give them to an account.
    private static FaultyServer Account(string name)
    {
        var content = VendorLayouts.ContentOf(name);
        FaultyServer? server = null;
        server = new FaultyServer(request =>
            request.Url!.AbsolutePath switch
            {
                "/token" => Json("""{"access_token":"access","expires_in":900}"""),
                "/file.iso" => RangeAnswers.Of(request, content),
                var path when path.EndsWith("/download", StringComparison.Ordinal) => Json(
                    $$"""{"body":{"href":"{{server!.Address}}file.iso?auth=1"} }"""
                ) with
                {
                    Status = 307,
                    Location = $"{server.Address}file.iso",
                },
                _ => Json($$"""{"body":[{"filename":"{{name}}","checksum":"{{Digest.OfBytes(content)}}","arch":"x86_64"}]}"""),
            }
        );
        return server;
    }

    private static FaultyAnswer Json(string text) => new(200, Encoding.UTF8.GetBytes(text)) { ContentType = "application/json" };
}
