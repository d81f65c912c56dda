using MailFactory.Testing.Distros;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.IntegrationTests.Media.Installers;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.Debian;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Runs;

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
    public async Task Every_component_of_the_install_is_served_or_supplemented_or_else_named(bool isUefi)
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
            // What the mirror has is its own affair and changes; either way the answer must be whole.
            if (plan.IsSuccess)
            {
                Assert.Superset(InstallerFixture.Distro.Netboot!.Components.ToHashSet(), plan.Value.ChooseModules.ToHashSet());
                Assert.Equal(isUefi, plan.Value.ChooseModules.Contains("partman-efi"));
            }
            else
            {
                Assert.Equal(FailureClass.Infrastructure, plan.Failure.FailureClass);
                Assert.DoesNotContain('\n', plan.Failure.Reason);
            }
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
    public async Task Security_updates_are_had_whole_or_left_out_with_a_line(string id)
    {
        await installer.MediumAsync(Cancellation);
        using var http = MediaHttp.CreateClient();
        var choice = await new PackageSources(http, TimeProvider.System).ChooseAsync(
            InstallerFixture.DistroOf(id),
            new Uri("http://deb.debian.org/debian"),
            Cancellation
        );
        Assert.True(choice.IsSuccess, choice.Failure?.Reason);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{choice.Value.Main}, {choice.Value.Security}, {string.Join(" | ", choice.Value.Notes)}"
        );
        Assert.True(
            choice.Value.Security is not null
                || choice.Value.Notes.Any(note => note.StartsWith("installed without security updates: ", StringComparison.Ordinal))
        );
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
