using MailFactory.Testing.Caching;

namespace MailFactory.Testing.Tests.Caching;

public sealed class CacheTrafficTests
{
    [Fact]
    public void What_came_in_and_what_went_out_is_added_up() =>
        Assert.Equal(
            new CacheTraffic(1100, 2300),
            CacheTraffic.Read([
                "1795816298|I|1000|127.0.0.1|deb.debian.org-debian/dists/trixie/InRelease",
                "1795816298|O|1100|127.0.0.1|deb.debian.org-debian/dists/trixie/InRelease",
                "1795816299|O|1200|127.0.0.1|deb.debian.org-debian/dists/trixie/InRelease",
                "1795816300|I|100|127.0.0.1|deb.debian.org-debian/x",
                "1795816300|E|7|127.0.0.1|deb.debian.org-debian/y",
                "1795816300|I|-5|127.0.0.1|deb.debian.org-debian/z",
                "1795816300|I|x|127.0.0.1|deb.debian.org-debian/z",
                "",
                "no such line",
            ])
        );
}
