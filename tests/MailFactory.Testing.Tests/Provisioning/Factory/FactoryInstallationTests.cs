using MailFactory.Testing.Provisioning.Factory;

namespace MailFactory.Testing.Tests.Provisioning.Factory;

public sealed class FactoryInstallationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("factory-").FullName;

    public FactoryInstallationTests()
    {
        Make("home/Core/Utils/getip.sh");
        Make("home/Definitions/x.json");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("home/Application.jar")]
    [InlineData("home/Application/build/libs/Application.jar")]
    [InlineData("home/Release/Application.jar")]
    public void The_jar_is_found_where_the_launcher_would_find_it(string jar)
    {
        Make(jar);
        var (found, mistakes) = FactoryInstallation.Find(PathOf("home"), null, []);
        Assert.Empty(mistakes);
        Assert.Equal((PathOf("home"), PathOf(jar)), (found!.Home, found.Jar));
    }

    [Fact]
    public void A_jar_that_is_named_wins()
    {
        Make("home/Application.jar");
        Make("own.jar");
        Assert.Equal(PathOf("own.jar"), FactoryInstallation.Find(PathOf("home"), PathOf("own.jar"), []).Found!.Jar);
    }

    [Fact]
    public void A_launcher_in_PATH_leads_to_its_checkout_even_by_a_link()
    {
        Make("home/mail_factory");
        Make("home/Application.jar");
        Directory.CreateDirectory(PathOf("bin"));
        File.CreateSymbolicLink(PathOf("bin/mail_factory"), PathOf("home/mail_factory"));
        Assert.Equal(PathOf("home"), FactoryInstallation.Find(null, null, ["", PathOf("none"), PathOf("bin")]).Found!.Home);
    }

    [Fact]
    public void Everything_that_is_missing_is_told_at_once()
    {
        Directory.CreateDirectory(PathOf("empty"));
        var (found, mistakes) = FactoryInstallation.Find(PathOf("empty"), PathOf("no.jar"), []);
        Assert.Null(found);
        Assert.Equal(3, mistakes.Count);
        Assert.Contains("has no Core/Utils; check it out with its submodules", mistakes[0], StringComparison.Ordinal);
        Assert.Contains("has no Definitions", mistakes[1], StringComparison.Ordinal);
        Assert.Contains($"there is no file {PathOf("no.jar")}", mistakes[2], StringComparison.Ordinal);
    }

    [Fact]
    public void No_home_anywhere_is_told_with_what_it_is() =>
        Assert.Contains(
            "--mail-factory-home",
            Assert.Single(FactoryInstallation.Find(null, null, [_folder]).Mistakes),
            StringComparison.Ordinal
        );

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void Make(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), string.Empty);
    }
}
