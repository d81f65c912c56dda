using CsCheck;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Media.Debian;
using MailFactory.Testing.Media.Trust;

namespace MailFactory.Testing.Tests.Media;

/// <summary>
/// The readers of foreign text, fed with lines that are nearly right: they give a result or refuse with the exception that they
/// promise, and what they give is never a name that leads elsewhere.
/// </summary>
public sealed class ReaderFuzzTests
{
    private const int Budget = 20_000;

    private static readonly string _digest = new('a', 64);

    private static readonly string[] _words =
    [
        _digest,
        _digest[1..],
        new string('B', 64),
        "  ",
        " ",
        "\t",
        " *",
        "\\",
        "/",
        "../",
        "x.iso",
        "SHA256 (",
        "SHA256(",
        ") = ",
        ")= ",
        "# ",
        ": ",
        " bytes",
        "9223372036854775808",
        "-1",
        "\r\n",
        "\n",
        "\n\n",
        "\0",
        "Date: ",
        "Sat, 21 Nov 2026 09:15:44 UTC",
        "Codename: trixie",
        "SHA256:\n",
        "Valid-Until: ",
        "Package: ",
        "Size: ",
        "Filename: ",
        "Depends: ",
        "[GNUPG:] ",
        "NEWSIG",
        "GOODSIG ",
        "VALIDSIG ",
        " 1 2 3 4 5 6 7 8 9 ",
        "<html",
        "\ufeff",
        "\ud800",
    ];

    private static readonly Gen<string> _text = Gen.OneOf(Gen.Int[0, _words.Length - 1].Select(word => _words[word]), Gen.String[0, 8])
        .Array[0, 40]
        .Select(string.Concat);

    [Fact]
    public void A_checksum_manifest_gives_plain_names_or_is_refused() =>
        _text.Sample(
            text =>
            {
                try
                {
                    var manifest = ChecksumManifest.Parse(text);
                    Assert.DoesNotContain(manifest.Names, name => name.Contains('/', StringComparison.Ordinal));
                    Assert.Matches("^([0-9a-f]{64})?$", manifest.Choose("x\\.iso")?.Sha256 ?? string.Empty);
                }
                catch (InvalidDataException)
                {
                    // Refused.
                }
            },
            iter: Budget
        );

    [Fact]
    public void A_release_file_is_read_or_refused() => _text.Sample(text => _ = SignedRelease.Parse(text)?.Files.Count, iter: Budget);

    [Fact]
    public void An_index_of_packages_is_read() =>
        _text.Sample(text => _ = PackageIndex.Read(new StringReader(text), _ => true).Packages.Count, iter: Budget);

    [Fact]
    public void No_line_but_those_of_a_pinned_key_makes_a_signature_valid() =>
        _text.Sample(
            text => Assert.False(GnuPgStatus.Judge(text.Split('\n'), [new string('F', 40)], DateTimeOffset.UnixEpoch).IsValid),
            iter: Budget
        );

    [Fact]
    public void The_sums_of_an_archive_are_read() =>
        _text.Sample(text => Assert.All(ChecksumLines.Parse(text).Values, sum => Assert.Equal(64, sum.Length)), iter: Budget);
}
