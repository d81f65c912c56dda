using MailFactory.Testing.Caching;

namespace MailFactory.Testing.Tests.Caching;

public sealed class GuestCacheTests
{
    private static readonly GuestCache _cache = new(
        40123,
        [
            new Uri("http://deb.debian.org/debian"),
            new Uri("http://deb.debian.org/debian-security/"),
            new Uri("http://mirror.example.org:8080/debian"),
        ]
    );

    [Fact]
    public void Guests_reach_it_where_the_host_is_on_their_network() => Assert.Equal("http://10.0.2.2:40123/", _cache.Address.AbsoluteUri);

    [Fact]
    public void A_host_is_named_once_and_with_its_port() => Assert.Equal(["deb.debian.org", "mirror.example.org:8080"], _cache.Hosts);

    [Theory]
    [InlineData("http://deb.debian.org/debian", true)]
    [InlineData("http://deb.debian.org/debian/", true)]
    [InlineData("http://deb.debian.org/debian-security", true)]
    [InlineData("http://mirror.example.org:8080/debian", true)]
    [InlineData("http://deb.debian.org/debian-ports", false)]
    [InlineData("http://deb.debian.org/", false)]
    [InlineData("https://deb.debian.org/debian", false)]
    [InlineData("http://mirror.example.org/debian", false)]
    [InlineData("http://other.example.org/debian", false)]
    public void It_serves_its_archives_and_nothing_beside_them(string archive, bool expected) =>
        Assert.Equal(expected, _cache.Serves(new Uri(archive)));
}
