using MailFactory.Testing.Downloads;
using MailFactory.Testing.IntegrationTests.Media.Installers;
using MailFactory.Testing.Media.Debian;
using MailFactory.Testing.Media.Formats;

namespace MailFactory.Testing.IntegrationTests.Media.Trust;

/// <summary>
/// The keys that come with the catalogue against the packages of Debian's archive, had along the archive's own signatures.
/// </summary>
public sealed class KeyPackagesTests(InstallerFixture installer)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = 300_000)]
    [InlineData("debian-archive-keyring")]
    [InlineData("debian-keyring")]
    [InlineData("distribution-gpg-keys")]
    [InlineData("ubuntu-keyring")]
    public async Task Every_shipped_key_is_the_one_in_the_package_that_the_archive_signs(string package)
    {
        var medium = await installer.MediumAsync(Cancellation);
        using var folder = new TemporaryFolder();
        using var http = MediaHttp.CreateClient();
        var archive = new DebianArchive(
            InstallerFixture.Distro.Netboot!,
            medium.Mirror!,
            folder.Path,
            new Downloader(http, TimeProvider.System)
        );
        var suite = await archive.ChooseAsync(Cancellation);
        Assert.True(suite.IsSuccess, suite.Failure?.Reason);
        var entry = await archive.FindAsync(suite.Value.Suite, package, version: null, Cancellation);
        Assert.NotNull(entry);
        var target = folder.PathOf("package.deb");
        var fetched = await archive.FetchPackageAsync(entry, target, progress: null, Cancellation);
        Assert.True(fetched.IsSuccess, fetched.Summary);

        var keys = KeyOrigins.Read().Keys.Where(key => key.Package == package).ToList();
        var wanted = keys.SelectMany(key => new[] { key.Keyring, Path.ChangeExtension(key.Keyring, ".pgp") })
            .Select(path => path.TrimStart('/'))
            .ToHashSet();
        var packaged = new Dictionary<string, string>();
        foreach (
            var pair in DebPackage
                .Read(target, wanted.Contains)
                .Where(member => member.Content.Length > 0)
                .SelectMany(member => PublicKeyFile.Read(member.Content))
        )
        {
            packaged[pair.Key] = pair.Value;
        }

        Assert.NotEmpty(keys);
        var shipped = keys.SelectMany(key => PublicKeyFile.Read(File.ReadAllBytes(KeyOrigins.PathOf(key.File))));
        Assert.All(shipped, key => Assert.Equal(packaged.GetValueOrDefault(key.Key), key.Value));
    }
}
