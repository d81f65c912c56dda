using MailFactory.Testing.Guests;

namespace MailFactory.Testing.Tests.Guests;

public sealed class OsReleaseTests
{
    private const string Trixie = """
        PRETTY_NAME="Debian GNU/Linux 13 (trixie)"
        # a comment with = in it
        VERSION_ID="13"
        ID=debian
        """;

    [Fact]
    public void Quotes_and_comments_are_no_part_of_a_value() =>
        Assert.Equal(new OsRelease("debian", "13", "Debian GNU/Linux 13 (trixie)"), OsRelease.Parse(Trixie));

    [Fact]
    public void The_release_asked_for_is_known_by_id_and_version()
    {
        var release = OsRelease.Parse(Trixie);
        Assert.True(release.Is("debian", "13"));
        Assert.False(release.Is("debian", "1"));
        Assert.False(release.Is("debian", "12"));
        Assert.False(release.Is("ubuntu", "13"));
    }

    [Theory]
    [InlineData("9.4", "9", true)]
    [InlineData("9.4", "9.4", true)]
    [InlineData("10.1", "1", false)]
    public void A_version_may_go_on_after_a_dot_only(string installed, string wanted, bool expected) =>
        Assert.Equal(expected, OsRelease.Parse($"ID=rocky\nVERSION_ID={installed}").Is("rocky", wanted));

    [Fact]
    public void A_file_without_an_id_is_a_linux() => Assert.Equal("linux", OsRelease.Parse("NAME=x").Id);
}
