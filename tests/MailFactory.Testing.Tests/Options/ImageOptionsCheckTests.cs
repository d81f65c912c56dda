using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Options;

public sealed class ImageOptionsCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--image is one disk of one distro: name it with --distro")]
    [InlineData("--image is one disk of one distro: name it with --distro, not all", "all")]
    [InlineData("--image is one disk of one distro: name it with --distro, not debian-12 debian-13", "debian-12", "debian-13")]
    public void A_disk_is_of_exactly_one_distro(string mistake, params string[] distros) =>
        Assert.Equal(mistake, Mistake(new ImageOptions { File = "disk.qcow2" }, distros));

    [Fact]
    public void A_distro_that_is_not_in_the_catalogue_is_named() =>
        Assert.StartsWith(
            "--distro: 'debian-99' is not valid; use ",
            Mistake(new ImageOptions { File = "disk.qcow2" }, "debian-99"),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_user_or_a_key_without_a_disk_is_a_mistake()
    {
        Assert.Equal(
            "--image-user goes with --image, which is not given",
            Mistake(new ImageOptions { File = string.Empty, User = "joe" }, "debian-12")
        );
        Assert.Equal(
            "--ssh-key goes with --image or --ssh, and neither is given",
            Mistake(new ImageOptions { File = string.Empty, SshKey = "key" }, "debian-12")
        );
    }

    [Fact]
    public void A_user_is_a_plain_name() =>
        Assert.Equal(
            "--image-user: 'a; b' is not a user name",
            Mistake(new ImageOptions { File = "disk.qcow2", User = "a; b" }, "debian-12")
        );

    [Fact(Timeout = 60_000)]
    public async Task A_key_is_its_owners_alone_and_somebodys()
    {
        var key = (await SshKeyPair.CreateAsync(_folder.PathOf("key"), "test", Cancellation)).PrivateKeyPath;
        Assert.Null(
            Mistake(
                new ImageOptions
                {
                    File = "disk.qcow2",
                    User = "joe",
                    SshKey = key,
                },
                "debian-12"
            )
        );
        Assert.Equal(
            "--ssh-key needs --image-user, the user whom the key lets in",
            Mistake(new ImageOptions { File = "disk.qcow2", SshKey = key }, "debian-12")
        );
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Equal(
            $"--ssh-key: users other than its owner may read or write {key}: chmod 600 {key}",
            Mistake(
                new ImageOptions
                {
                    File = "disk.qcow2",
                    User = "joe",
                    SshKey = key,
                },
                "debian-12"
            )
        );
    }

    [Fact]
    public void An_install_medium_is_of_no_use_to_a_disk_unless_its_system_takes_packages_from_there()
    {
        var options = Options("debian-12") with
        {
            Image = new ImageOptions { File = "disk.qcow2" },
            IsoPath = Iso,
            LeastTrust = TrustLevel.None,
        };
        Assert.Equal(
            "--iso-path: with --image nothing is installed; leave it out",
            Assert.Throws<RunOptionsException>(() => RunOptionsCheck.Check(options)).Message
        );
        RunOptionsCheck.Check(options with { Distros = ["rhel-9"] });
    }

    [Fact]
    public void Without_a_disk_nothing_of_this_is_asked() => RunOptionsCheck.Check(Options("all"));

    private string Iso
    {
        get
        {
            var iso = _folder.PathOf("medium.iso");
            File.WriteAllText(iso, "iso");
            return iso;
        }
    }

    private static string? Mistake(ImageOptions image, params string[] distros) =>
        Record.Exception(() => RunOptionsCheck.Check(Options(distros) with { Image = image }))?.Message;

    private static RunOptions Options(params string[] distros) =>
        new()
        {
            Repository = Repository.Root,
            Layout = new WorkLayout("."),
            Distros = distros,
        };
}
