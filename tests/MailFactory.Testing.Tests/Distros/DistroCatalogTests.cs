using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Tests.Distros;

public sealed class DistroCatalogTests
{
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    [Fact]
    public void The_catalogue_of_this_repository_is_valid() => Assert.Contains("debian-13", _catalog.Ids);

    [Fact]
    public void Debian_13_has_an_iso_and_a_netboot_medium()
    {
        var distro = Assert.Single(_catalog.Select(["debian-13"]));
        Assert.NotNull(distro.Iso);
        Assert.Equal(["trixie", "stable"], distro.Netboot!.Suites);
    }

    [Fact]
    public void All_stands_for_the_default_matrix_and_nothing_is_selected_twice() =>
        Assert.Equal(_catalog.DefaultMatrix, _catalog.Select(["all", "debian-12"]).Select(distro => distro.Id));

    [Fact]
    public void An_unknown_distro_is_answered_with_what_exists()
    {
        var error = Assert.Throws<CatalogException>(() => _catalog.Select(["debian-99"]));
        Assert.StartsWith("distros: 'debian-99' is not valid; use ubuntu-22, ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("debain-13", " or all (did you mean debian-13?)")]
    [InlineData("ubuntu22", " or all (did you mean ubuntu-22?)")]
    [InlineData("alma-9", " or all")]
    [InlineData("arch", " or all")]
    public void A_slip_is_answered_with_what_was_meant(string id, string hint) =>
        Assert.Contains(hint, Assert.Throws<CatalogException>(() => _catalog.Select([id])).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_distro_has_its_example_configuration() =>
        Assert.All(
            _catalog.Distros,
            distro => Assert.True(File.Exists(Repository.PathOf("Examples", distro.ExampleFile)), distro.ExampleFile)
        );

    [Fact]
    public void All_errors_of_a_broken_catalogue_are_told_at_once()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("catalog.json");
        var text = File.ReadAllText(Repository.PathOf("preseeds", "catalog.json"));
        File.WriteAllText(
            path,
            text.Replace("\"id\": \"debian-12\"", "\"id\": \"Debian 12\"", StringComparison.Ordinal)
                .Replace("\"cpus\": 2", "\"cpus\": 0", StringComparison.Ordinal)
                .Replace("\"installMinutes\": 12", "\"installMinutes\": 0", StringComparison.Ordinal)
                .Replace("\"family\": \"opensuse\"", "\"family\": \"suse\"", StringComparison.Ordinal)
                .Replace("live-server-amd64\\\\.iso", "(live-server", StringComparison.Ordinal)
                .Replace("jammy/\"", "jammy\"", StringComparison.Ordinal)
                .Replace("archive.debian.org/debian/\"", "archive.debian.org/debian\"", StringComparison.Ordinal)
                .Replace("\"signature\": \"SHA256SUMS.gpg\",", "", StringComparison.Ordinal)
        );
        var error = Assert.Throws<CatalogException>(() => DistroCatalog.Load(path));
        Assert.Contains("'Debian 12': an id is made of", error.Message, StringComparison.Ordinal);
        Assert.Contains("'debian-12' is not in the catalogue", error.Message, StringComparison.Ordinal);
        Assert.Contains("debian-13: a machine needs at least", error.Message, StringComparison.Ordinal);
        Assert.Contains("opensuse-15: family: 'suse' is not valid; use ubuntu, debian, ", error.Message, StringComparison.Ordinal);
        Assert.Contains("ubuntu-22: iso.fileNamePattern ", error.Message, StringComparison.Ordinal);
        Assert.Contains("ubuntu-22: iso.download.directories needs ", error.Message, StringComparison.Ordinal);
        Assert.Contains("ubuntu-24: iso.download.signature belongs to ", error.Message, StringComparison.Ordinal);
        Assert.Contains("debian-11: packageMirrors.main needs ", error.Message, StringComparison.Ordinal);
        Assert.Contains("fedora: installMinutes must be above 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_matrix_holds_the_twelve() => Assert.Equal(12, _catalog.DefaultMatrix.Count);

    [Fact]
    public void Every_place_that_a_release_leaves_one_day_has_another_behind_it() =>
        Assert.All(
            _catalog.Distros.Where(distro => distro.Iso?.Download is { Directories.Count: 1 }),
            distro => Assert.Matches(@"/archive/[0-9]+\.[0-9]+\.[0-9]+/", distro.Iso!.Download!.Directories[0].AbsolutePath)
        );

    [Fact]
    public void Nothing_comes_without_https() =>
        Assert.All(
            _catalog.Distros.SelectMany(distro => distro.Iso?.Download?.Directories ?? []),
            directory => Assert.Equal("https", directory.Scheme)
        );

    [Fact]
    public void Every_distro_has_a_family() => Assert.All(_catalog.Distros, distro => Assert.NotNull(_catalog.FamilyOf(distro)));

    [Fact]
    public void A_misspelt_property_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("catalog.json");
        File.WriteAllText(
            path,
            File.ReadAllText(Repository.PathOf("preseeds", "catalog.json")).Replace("\"diskGiB\"", "\"diskGb\"", StringComparison.Ordinal)
        );
        Assert.Contains("diskGb", Assert.Throws<CatalogException>(() => DistroCatalog.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_catalogue_without_a_required_value_names_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("catalog.json");
        File.WriteAllText(path, """{ "defaultMatrix": [], "distros": [ { "id": "x" } ] }""");
        Assert.Contains("osReleaseId", Assert.Throws<CatalogException>(() => DistroCatalog.Load(path)).Message, StringComparison.Ordinal);
    }
}
