using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.IntegrationTests.Media.Installers;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.Debian;
using MailFactory.Testing.Media.Store;

namespace MailFactory.Testing.IntegrationTests.Media;

public sealed class RealMirrorTests(InstallerFixture installer)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task The_netboot_medium_is_signed_verifies_again_and_holds_the_installer()
    {
        var medium = await installer.MediumAsync(Cancellation);
        Assert.Equal(TrustLevel.Signed, medium.Trust);
        Assert.True((await installer.Store.VerifyAsync(InstallerFixture.Distro, medium, Cancellation)).IsSuccess);
    }

    [Theory(Timeout = 300_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_component_of_the_install_is_served_or_supplemented(bool isUefi)
    {
        var medium = await installer.MediumAsync(Cancellation);
        var folder = Directory.CreateTempSubdirectory("mail-factory-plan-");
        try
        {
            var files = await MediaStore.ExtractAsync(InstallerFixture.Distro, medium, folder.FullName, Cancellation);
            Assert.True(files.IsSuccess, files.Failure?.Reason);
            var plan = await installer.Components.PlanAsync(
                InstallerFixture.Distro,
                new Uri(medium.Mirror!.AbsoluteUri.TrimEnd('/')),
                files.Value.Initrd,
                isUefi,
                Cancellation
            );
            // What the mirror has is its own affair and changes: a plan that it does not allow is no proof and no fault.
            Assert.SkipWhen(
                plan.Failure?.Reason.Contains(" lacks ", StringComparison.Ordinal) == true,
                plan.Failure?.Reason ?? string.Empty
            );
            Assert.True(plan.IsSuccess, plan.Failure?.Reason);
            Assert.Superset(InstallerFixture.Distro.Netboot!.Components.ToHashSet(), plan.Value.ChooseModules.ToHashSet());
            Assert.Equal(isUefi, plan.Value.ChooseModules.Contains("partman-efi"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory(Timeout = 300_000)]
    [InlineData("debian-11")]
    [InlineData("debian-12")]
    [InlineData("debian-13")]
    public async Task Security_updates_come_from_where_they_are_or_each_place_without_them_is_named(string id)
    {
        await installer.MediumAsync(Cancellation);
        using var http = MediaHttp.CreateClient();
        var mirror = new Uri("http://deb.debian.org/debian");
        var distro = InstallerFixture.DistroOf(id);
        var choice = await new PackageSources(http, TimeProvider.System).ChooseAsync(distro, mirror, Cancellation);
        Assert.True(choice.IsSuccess, choice.Failure?.Reason);
        if (choice.Value.Security is { } place)
        {
            var release = await http.GetStringAsync(new Uri(place, $"dists/{distro.Codename}-security/InRelease"), Cancellation);
            Assert.Contains($"\nCodename: {distro.Codename}-security\n", release, StringComparison.Ordinal);
            return;
        }

        // Only of a release past its life is it known that its updates may be gone.
        Assert.SkipWhen(distro.PackageMirrors is null, string.Join("; ", choice.Value.Notes));
        var note = Assert.Single(
            choice.Value.Notes,
            note => note.StartsWith("installed without security updates: ", StringComparison.Ordinal)
        );
        Assert.All(distro.PackageMirrors!.Security, tried => Assert.Contains(tried.Host, note, StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_release_file_is_refused_when_its_key_is_not_pinned()
    {
        await installer.MediumAsync(Cancellation);
        var distro = InstallerFixture.Distro with
        {
            Id = "unpinned",
            Netboot = InstallerFixture.Distro.Netboot! with { Fingerprints = ["0000000000000000000000000000000000000000"] },
        };
        var outcome = await installer.Store.DownloadAsync(distro, new MediaOptions(), progress: null, Cancellation);
        Assert.Contains("is not a pinned key", outcome.Failure?.Reason, StringComparison.Ordinal);
    }
}
