using MailFactory.Testing.Media.Trust;

namespace MailFactory.Testing.Tests.Media.Trust;

public sealed class ChecksumManifestTests
{
    private static readonly string _a = new('a', 64);
    private static readonly string _b = new('b', 64);

    [Fact]
    public void Gnu_binary_and_bsd_lines_are_read_and_the_size_comment_too()
    {
        var manifest = ChecksumManifest.Parse(
            $"{_a}  one-1.0.iso\r\n{_a} *one-1.2.iso\nSHA256 (one-1.10.iso) = {_b.ToUpperInvariant()}\n# one-1.10.iso: 42 bytes\n"
        );
        Assert.Equal(("one-1.10.iso", _b, 42L), manifest.Choose(@"one-[0-9.]+\.iso"));
    }

    [Fact]
    public void A_name_that_leads_out_of_the_folder_does_not_count() =>
        Assert.Throws<InvalidDataException>(() => ChecksumManifest.Parse($"{_a}  ../etc/passwd\n"));

    [Fact]
    public void Two_digests_for_one_name_are_refused() =>
        Assert.Throws<InvalidDataException>(() => ChecksumManifest.Parse($"{_a}  x.iso\n{_b}  x.iso\n"));

    [Theory]
    [InlineData("<html><body>404 Not Found</body></html>")]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709  sha1.iso")]
    [InlineData("")]
    public void Text_without_a_sha256_is_refused(string text) => Assert.Throws<InvalidDataException>(() => ChecksumManifest.Parse(text));

    [Fact]
    public void No_file_is_chosen_when_none_has_the_name() => Assert.Null(ChecksumManifest.Parse($"{_a}  x.iso\n").Choose("y\\.iso"));

    [Fact]
    public void A_manifest_called_after_a_file_counts_for_it_whatever_name_stands_in_it()
    {
        var renamed = ChecksumManifest.Parse($"{_a}  openSUSE-Leap-15.6-DVD-x86_64-Build710.3-Media.iso\n");
        Assert.Equal(
            ("openSUSE-Leap-15.6-DVD-x86_64-Media.iso", _a, null),
            renamed.Choose(@"openSUSE-Leap-15\.6-DVD-x86_64-Media\.iso", "openSUSE-Leap-15.6-DVD-x86_64-Media.iso.sha256")
        );
    }

    [Fact]
    public void A_digest_without_a_name_counts_for_the_only_name_that_is_asked_for() =>
        Assert.Equal(("x.iso", _b, null), ChecksumManifest.Parse($"{_b.ToUpperInvariant()}\r\n").Choose("x\\.iso", "SHA256"));

    [Theory]
    [InlineData("debian-14.0.0-amd64-netinst.iso", @"debian-13\.[0-9]+\.[0-9]+-amd64-netinst\.iso")]
    [InlineData("x.iso", "y\\.iso")]
    [InlineData("", @"y-[0-9]\.iso")]
    public void A_manifest_with_one_entry_that_does_not_match_is_no_ISO_and_neither_is_the_manifest(string listed, string pattern) =>
        Assert.Null(ChecksumManifest.Parse($"{_a}  {listed}".TrimEnd()).Choose(pattern, "SHA256SUMS"));

    [Fact]
    public void A_manifest_for_several_files_counts_for_none_under_another_name() =>
        Assert.Null(ChecksumManifest.Parse($"{_a}  x.iso\n{_b}  y.iso\n").Choose("z\\.iso", "z.iso.sha256"));

    [Theory]
    [InlineData("SHA256 (x.iso) = abcdef")]
    [InlineData("<!DOCTYPE html>\n<pre>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  x.iso\n</pre>")]
    public void A_digest_of_another_length_and_a_web_page_are_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => ChecksumManifest.Parse(text));
}
