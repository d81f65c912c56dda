using MailFactory.Testing.Distros;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.Debian;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Media.Debian;

public sealed class PackageSourcesTests
{
    private const string Main = "http://mirror.example/debian/";
    private const string Beside = "http://mirror.example/debian-security/";
    private const string SecurityHost = "http://security.debian.org/debian-security/";

    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));
    private static readonly Distro _bookworm = _catalog.Select(["debian-12"])[0] with { PackageMirrors = null };
    private static readonly (string, string, string)[] _packages =
    [
        ("libc6", "optional", ""),
        ("bash", "required", "libc6 (>= 2.36), debconf | other"),
        ("frozen-bubble", "optional", "libc6"),
    ];

    private static readonly Distro _ended = _bookworm with
    {
        PackageMirrors = new PackageMirrors
        {
            Main = [new Uri("http://archive.example/debian/")],
            Security = [new Uri("http://archive.example/debian-security/"), new Uri("http://snapshot.example/x/20260901T000000Z/")],
        },
    };

    private static async Task<Outcome<PackageChoice>> ChooseAsync(
        Distro distro,
        SyntheticHosts hosts,
        string mirror = "http://mirror.example/debian"
    )
    {
        using var http = new HttpClient(hosts);
        return await new PackageSources(http, new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 0, 0, 0, TimeSpan.Zero))).ChooseAsync(
            distro,
            new Uri(mirror),
            TestContext.Current.CancellationToken
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task The_security_updates_beside_the_mirror_come_first_and_nothing_is_said()
    {
        var choice = await ChooseAsync(
            _bookworm,
            new SyntheticHosts()
                .With(Beside, "bookworm-security", packages: _packages)
                .With(SecurityHost, "bookworm-security", packages: _packages)
        );
        Assert.Equal((new Uri("http://mirror.example/debian"), new Uri(Beside)), (choice.Value!.Main, choice.Value.Security));
        Assert.Empty(choice.Value.Notes);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("http://mirror.example/debian")]
    [InlineData("https://mirror.example:8443/debian")]
    public async Task A_mirror_without_security_updates_leaves_them_to_the_security_host_with_one_line(string mirror)
    {
        var choice = await ChooseAsync(
            _bookworm,
            new SyntheticHosts().With(SecurityHost, "bookworm-security", packages: _packages),
            mirror
        );
        Assert.Equal(new Uri(SecurityHost), choice.Value!.Security);
        var note = Assert.Single(choice.Value.Notes);
        Assert.StartsWith(
            "security updates come from security.debian.org, as mirror.example serves no bookworm-security (",
            note,
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_any_the_system_is_installed_without_and_one_line_says_so()
    {
        var choice = await ChooseAsync(_bookworm, new SyntheticHosts());
        Assert.Null(choice.Value!.Security);
        Assert.StartsWith("installed without security updates: ", Assert.Single(choice.Value.Notes), StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Wed, 02 Dec 2026 02:22:30 UTC", true)]
    [InlineData("Wed, 25 Nov 2026 02:22:30 UTC", false)]
    [InlineData(null, true)]
    public async Task An_index_that_apt_would_find_expired_is_passed_over(string? validUntil, bool isUsed)
    {
        var choice = await ChooseAsync(_bookworm, new SyntheticHosts().With(Beside, "bookworm-security", validUntil, packages: _packages));
        Assert.Equal(isUsed, choice.Value!.Security is not null);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("bash", false)]
    [InlineData("libc6", false)]
    [InlineData("frozen-bubble", true)]
    public async Task A_pool_must_have_what_an_install_takes_and_nothing_else(string gone, bool isUsed)
    {
        var choice = await ChooseAsync(
            _bookworm,
            new SyntheticHosts().With(Beside, "bookworm-security", gone: [gone], packages: _packages)
        );
        Assert.Equal(isUsed, choice.Value!.Security is not null);
        if (!isUsed)
        {
            Assert.Contains(
                $"lists 1 of 2 packages of an install that are gone from its pool ({gone})",
                Assert.Single(choice.Value.Notes),
                StringComparison.Ordinal
            );
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_release_past_its_life_comes_from_where_it_went_and_its_updates_from_a_snapshot()
    {
        var hosts = new SyntheticHosts()
            .With(Main, "bookworm", gone: ["bash"], packages: _packages)
            .With("http://archive.example/debian/", "bookworm", packages: _packages)
            .With("http://snapshot.example/x/20260901T000000Z/", "bookworm-security", packages: _packages);
        var choice = await ChooseAsync(_ended, hosts);
        Assert.Equal(
            (new Uri("http://archive.example/debian"), new Uri("http://snapshot.example/x/20260901T000000Z/")),
            (choice.Value!.Main, choice.Value.Security)
        );
        Assert.Equal(2, choice.Value.Notes.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_mirror_that_still_has_a_release_past_its_life_is_used_as_asked() =>
        Assert.Equal(
            new Uri("http://mirror.example/debian"),
            (await ChooseAsync(_ended, new SyntheticHosts().With(Main, "bookworm", packages: _packages))).Value!.Main
        );

    [Fact(Timeout = 60_000)]
    public async Task A_release_that_no_mirror_has_whole_is_not_booted()
    {
        var choice = await ChooseAsync(_ended, new SyntheticHosts().With(Main, "bookworm", gone: ["bash"], packages: _packages));
        Assert.StartsWith(
            "no mirror has all packages of Debian 12 (bookworm): mirror.example: bookworm lists 1 of 2 packages",
            choice.Failure?.Reason,
            StringComparison.Ordinal
        );
    }
}
