using MailFactory.Testing.Media.Trust;

namespace MailFactory.Testing.Tests.Media.Trust;

public sealed class GnuPgStatusTests
{
    private const string Pinned = "B8B80B5B623EAB6AD8775C45B7C5D7D6350947F8";
    private const string Valid = $"[GNUPG:] VALIDSIG 4CB50190207B4758A3F73A796ED0E7B82643E131 2026-09-12 1789199778 0 4 0 1 8 01 {Pinned}";

    private static readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1789199778 + 3600);

    [Fact]
    public void A_good_signature_of_a_pinned_primary_key_is_enough() =>
        Assert.True(Judge("NEWSIG", "GOODSIG 6ED0E7B82643E131 Debian", Valid).IsValid);

    [Fact]
    public void One_bad_signature_refuses_all_others() =>
        Assert.StartsWith(
            "BADSIG",
            Judge("NEWSIG", "GOODSIG 6ED0E7B82643E131 Debian", Valid, "NEWSIG", "BADSIG 762F67A0B2C39DE4 Somebody").Summary,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_good_signature_of_another_key_is_refused_by_name()
    {
        var result = GnuPgStatus.Judge(
            ["[GNUPG:] NEWSIG", "[GNUPG:] GOODSIG 6ED0E7B82643E131 Debian", Valid],
            ["0000000000000000000000000000000000000000"],
            _now
        );
        Assert.False(result.IsValid);
        Assert.Contains("is not a pinned key", result.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1789199779", true)]
    [InlineData("1789199777", false)]
    public void An_expired_key_counts_only_for_what_it_signed_before(string expiry, bool expected) =>
        Assert.Equal(expected, Judge("NEWSIG", $"KEYEXPIRED {expiry}", "EXPKEYSIG 6ED0E7B82643E131 Debian", Valid).IsValid);

    [Theory]
    [InlineData("REVKEYSIG 6ED0E7B82643E131 Debian")]
    [InlineData("EXPSIG 6ED0E7B82643E131 Debian")]
    [InlineData("ERRSIG 6ED0E7B82643E131 1 8 01 1789199778 9")]
    public void Revoked_expired_and_uncheckable_signatures_are_refused_by_name(string line)
    {
        var result = Judge("NEWSIG", line, Valid);
        Assert.False(result.IsValid);
        Assert.StartsWith(line.Split(' ')[0], result.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "MD5")]
    [InlineData(2, "SHA-1")]
    [InlineData(3, "RIPEMD-160")]
    public void A_signature_of_a_weak_digest_is_refused_by_name(int digest, string name) =>
        Assert.Contains(
            $"signed a {name} digest",
            Judge(
                "NEWSIG",
                "GOODSIG 6ED0E7B82643E131 Debian",
                Valid.Replace(" 1 8 01 ", $" 1 {digest} 01 ", StringComparison.Ordinal)
            ).Summary,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(1789199778 + 3600, true)]
    [InlineData(1789199778 + (3 * 86400), false)]
    public void A_signature_that_is_made_only_after_tomorrow_is_refused(long made, bool expected) =>
        Assert.Equal(
            expected,
            Judge("NEWSIG", "GOODSIG 6ED0E7B82643E131 Debian", Valid.Replace("1789199778", $"{made}", StringComparison.Ordinal)).IsValid
        );

    [Fact]
    public void A_second_text_behind_the_signed_one_refuses_both() =>
        Assert.Contains(
            "what surrounds the signed text",
            Judge("NEWSIG", "GOODSIG 6ED0E7B82643E131 Debian", Valid, "ERROR proc_pkt.plaintext 89_BAD_DATA").Summary,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_missing_key_is_named() =>
        Assert.StartsWith(
            "NO_PUBKEY",
            Judge("NEWSIG", "ERRSIG 6ED0E7B82643E131 1 8 01 1789199778 9", "NO_PUBKEY 6ED0E7B82643E131").Summary,
            StringComparison.Ordinal
        );

    [Fact]
    public void Text_without_a_signature_is_refused() => Assert.Equal("there is no signature", Judge().Summary);

    private static SignatureResult Judge(params string[] lines) =>
        GnuPgStatus.Judge([.. lines.Select(line => line.StartsWith('[') ? line : $"[GNUPG:] {line}")], [Pinned], _now);
}
