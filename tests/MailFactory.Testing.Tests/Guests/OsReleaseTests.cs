using MailFactory.Testing.Guests;

namespace MailFactory.Testing.Tests.Guests;

public sealed class OsReleaseTests
{
    private const string Debian = "PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n# comment\nVERSION_ID=\"13\"\nID=debian\n";

    [Theory]
    [InlineData(Debian, "debian", "13", true)]
    [InlineData(Debian, "debian", "12", false)]
    [InlineData(Debian, "ubuntu", "13", false)]
    [InlineData("ID=\"almalinux\"\nVERSION_ID=\"9.4\"\n", "almalinux", "9", true)]
    [InlineData("ID=fedora\nVERSION_ID=41\n", "fedora", "4", false)]
    public void The_release_asked_for_is_told_from_others(string text, string id, string version, bool expected) =>
        Assert.Equal(expected, OsRelease.Parse(text).Is(id, version));

    [Fact]
    public void An_empty_file_is_some_linux() => Assert.Equal(new OsRelease("linux", string.Empty, string.Empty), OsRelease.Parse(string.Empty));
}
