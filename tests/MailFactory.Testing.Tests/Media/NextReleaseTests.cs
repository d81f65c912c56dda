namespace MailFactory.Testing.Tests.Media;

/// <summary>
/// What every "current" of the catalogue leads to on the day of the vendor's next release, in the vendor's layout of that day.
/// </summary>
public sealed class NextReleaseTests
{
    [Fact(Timeout = 120_000)]
    public async Task When_Debian_14_is_stable_13_and_12_are_found_one_place_further_and_14_is_no_longer_the_weekly_build()
    {
        using var vendors = await DebianAsync(stable: "14.0.0", oldstable: "13.9.0", oldoldstable: "12.16.0");
        Assert.Equal("debian-13.9.0-amd64-netinst.iso", await vendors.FileOfAsync("debian-13"));
        Assert.Equal("debian-12.16.0-amd64-netinst.iso", await vendors.FileOfAsync("debian-12"));
        Assert.Equal("debian-11.11.0-amd64-netinst.iso", await vendors.FileOfAsync("debian-11"));
        Assert.Equal("debian-14.0.0-amd64-netinst.iso", await vendors.FileOfAsync("debian-14"));
    }

    [Fact(Timeout = 120_000)]
    public async Task When_Debian_15_is_stable_13_is_oldoldstable_and_12_is_found_under_its_highest_number()
    {
        using var vendors = await DebianAsync(stable: "15.0.0", oldstable: "14.5.0", oldoldstable: "13.10.0");
        Assert.Equal("debian-13.10.0-amd64-netinst.iso", await vendors.FileOfAsync("debian-13"));
        Assert.Equal("debian-12.16.0-amd64-netinst.iso", await vendors.FileOfAsync("debian-12"));
    }

    [Fact(Timeout = 120_000)]
    public async Task When_Debian_16_is_stable_13_is_found_under_its_highest_number_too()
    {
        using var vendors = await DebianAsync(stable: "16.0.0", oldstable: "15.3.0", oldoldstable: "14.9.0");
        Assert.Equal("debian-13.10.0-amd64-netinst.iso", await vendors.FileOfAsync("debian-13"));
    }

    [Fact(Timeout = 120_000)]
    public async Task On_the_day_of_a_point_release_the_newer_of_two_is_taken()
    {
        using var vendors = await VendorFixture.CreateAsync();
        await vendors.Layouts.UbuntuAsync(
            "releases.ubuntu.com/noble/",
            "ubuntu-24.04.9-live-server-amd64.iso",
            "ubuntu-24.04.10-live-server-amd64.iso"
        );
        Assert.Equal("ubuntu-24.04.10-live-server-amd64.iso", await vendors.FileOfAsync("ubuntu-24"));
    }

    [Fact(Timeout = 120_000)]
    public async Task When_Ubuntu_ends_a_release_it_is_found_among_the_old_ones()
    {
        using var vendors = await VendorFixture.CreateAsync();
        await vendors.Layouts.UbuntuAsync("old-releases.ubuntu.com/releases/jammy/", "ubuntu-22.04.5-live-server-amd64.iso");
        await vendors.Layouts.UbuntuAsync("old-releases.ubuntu.com/releases/noble/", "ubuntu-24.04.6-live-server-amd64.iso");
        Assert.Equal("ubuntu-22.04.5-live-server-amd64.iso", await vendors.FileOfAsync("ubuntu-22"));
        Assert.Equal("ubuntu-24.04.6-live-server-amd64.iso", await vendors.FileOfAsync("ubuntu-24"));
    }

    [Fact(Timeout = 120_000)]
    public async Task When_AlmaLinux_9_9_is_out_it_is_taken_and_when_9_moves_the_vaults_newest_with_ISOs_is()
    {
        using var vendors = await VendorFixture.CreateAsync();
        await vendors.Layouts.TodayAsync();
        await vendors.Layouts.AlmaAsync(VendorLayouts.Alma, "9.9");
        Assert.Equal("AlmaLinux-9.9-x86_64-boot.iso", await vendors.FileOfAsync("almalinux-9"));

        vendors.Web.Move(VendorLayouts.Alma, $"{VendorLayouts.AlmaVault}9.9/isos/x86_64/");
        vendors.Web.Files[$"{VendorLayouts.AlmaVault}9.10/BaseOS/Source/repodata/repomd.xml"] = [1];
        Assert.Equal("AlmaLinux-9.9-x86_64-boot.iso", await vendors.FileOfAsync("almalinux-9"));
        Assert.Contains($"GET {VendorLayouts.AlmaVault}9.10/isos/x86_64/CHECKSUM", vendors.Web.Asked);
        Assert.DoesNotContain(vendors.Web.Asked, asked => asked.Contains("beta", StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task When_Rocky_Linux_9_9_is_out_the_proven_9_8_in_the_vault_is_taken_until_the_second_source_has_9_9()
    {
        using var vendors = await VendorFixture.CreateAsync();
        vendors.Layouts.RockyLinux($"{VendorLayouts.RockyVault}9.8/isos/x86_64/", "9.8", isConfirmed: true);
        vendors.Layouts.RockyLinux(VendorLayouts.Rocky, "9.9", isConfirmed: false);
        Assert.Equal("Rocky-9.8-x86_64-boot.iso", await vendors.FileOfAsync("rocky-9"));
        vendors.Layouts.RockyLinux(VendorLayouts.Rocky, "9.9", isConfirmed: true);
        Assert.Equal("Rocky-9.9-x86_64-boot.iso", await vendors.FileOfAsync("rocky-9"));
    }

    [Fact(Timeout = 120_000)]
    public async Task When_openSUSE_moves_Leap_15_6_to_its_discontinued_releases_it_is_found_there()
    {
        using var vendors = await VendorFixture.CreateAsync();
        await vendors.Layouts.OpenSuseAsync("ftp.gwdg.de/pub/opensuse/discontinued/distribution/leap/15.6/iso/", isRedirected: false);
        Assert.Equal("openSUSE-Leap-15.6-DVD-x86_64-Build710.3-Media.iso", await vendors.FileOfAsync("opensuse-15"));
    }

    [Fact(Timeout = 120_000)]
    public async Task When_Fedoras_archive_does_not_answer_its_second_host_has_the_same_and_one_that_redirects_to_http_has_not()
    {
        using var vendors = await VendorFixture.CreateAsync();
        await vendors.Layouts.TodayAsync();
        foreach (
            var path in vendors
                .Web.Files.Keys.Where(path => path.StartsWith("archives.fedoraproject.org/", StringComparison.Ordinal))
                .ToList()
        )
        {
            vendors.Web.Files.TryRemove(path, out _);
            vendors.Web.Redirects[path] = $"http://mirror.example.org/{Path.GetFileName(path)}";
        }

        Assert.Equal("Fedora-Server-dvd-x86_64-41-1.4.iso", await vendors.FileOfAsync("fedora-41"));
        vendors.Web.Down["archives.fedoraproject.org"] = true;
        Assert.Equal("Fedora-Server-dvd-x86_64-40-1.14.iso", await vendors.FileOfAsync("fedora-40"));
        vendors.Web.Down["dl.fedoraproject.org"] = true;
        Assert.NotNull((await vendors.DownloadAsync("fedora-39")).Failure?.Fault);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_folder_without_a_list_or_without_such_a_number_is_named()
    {
        using var vendors = await VendorFixture.CreateAsync();
        var medium = await vendors.DownloadAsync("almalinux-9");
        Assert.Contains("https://vault.almalinux.org/: the server answered 404", medium.Failure?.Reason, StringComparison.Ordinal);
        vendors.Web.Files[$"{VendorLayouts.AlmaVault}8.10/isos/x86_64/CHECKSUM"] = [1];
        Assert.Contains(
            "https://vault.almalinux.org/ lists no folder 9.*",
            (await vendors.DownloadAsync("almalinux-9")).Failure?.Reason,
            StringComparison.Ordinal
        );
    }

    private static async Task<VendorFixture> DebianAsync(string stable, string oldstable, string oldoldstable)
    {
        var vendors = await VendorFixture.CreateAsync();
        await vendors.Layouts.DebianAsync(VendorLayouts.DebianCd, stable);
        await vendors.Layouts.DebianAsync("cdimage.debian.org/cdimage/weekly-builds/amd64/iso-cd/", "testing");
        await vendors.Layouts.DebianAsync($"{VendorLayouts.DebianArchive}latest-oldstable/amd64/iso-cd/", oldstable);
        await vendors.Layouts.DebianAsync($"{VendorLayouts.DebianArchive}latest-oldoldstable/amd64/iso-cd/", oldoldstable);
        foreach (var version in new[] { "11.11.0", "12.9.0", "12.15.0", "12.16.0", "13.9.0", "13.10.0", "13.10.0-live" })
        {
            await vendors.Layouts.DebianAsync($"{VendorLayouts.DebianArchive}{version}/amd64/iso-cd/", version.Split('-')[0]);
        }

        return vendors;
    }
}
