using MailFactory.Testing.Caching;

namespace MailFactory.Testing.Tests.Caching;

public sealed class CacheSettingsTests
{
    [Fact]
    public void The_cache_listens_on_the_loopback_address_and_fetches_from_its_archives_only()
    {
        var settings = new CacheSettings
        {
            Folder = "/work/vms/package-cache/packages",
            LogFolder = "/work/vms/package-cache/logs",
            Port = 40123,
            Sources = [new Uri("http://deb.example.org/debian/"), new Uri("http://mirror.example.org:8080/pub/ubuntu")],
        };
        Assert.Equal(
            """
            CacheDir: /work/vms/package-cache/packages
            LogDir: /work/vms/package-cache/logs
            BindAddress: 127.0.0.1
            Port: 40123
            ForeGround: 1
            ForceManaged: 1
            ReportPage:
            AllowUserPorts: 80 8080
            Remap-deb.example.org-debian: http://deb.example.org/debian ; http://deb.example.org/debian
            Remap-mirror.example.org-8080-pub-ubuntu: http://mirror.example.org:8080/pub/ubuntu ; http://mirror.example.org:8080/pub/ubuntu

            """,
            settings.Text
        );
    }

    [Theory]
    [InlineData("http://deb.debian.org/debian", true)]
    [InlineData("http://mirror.example.org:8080/debian/", true)]
    [InlineData("http://mirror.example.org:32768/debian", false)]
    [InlineData("https://deb.debian.org/debian", false)]
    [InlineData("http://127.0.0.1/debian", false)]
    [InlineData("http://localhost:8080/debian", false)]
    [InlineData("http://user:password@mirror.example.org/debian", false)]
    [InlineData("http://mirror.example.org/debian?a=b", false)]
    [InlineData("http://mirror.example.org/a;b", false)]
    [InlineData("http://mirror.example.org/a b", false)]
    [InlineData("file:///srv/mirror", false)]
    public void Only_a_plain_http_archive_on_another_host_is_served(string archive, bool expected) =>
        Assert.Equal(expected, CacheSettings.CanServe(new Uri(archive)));
}
