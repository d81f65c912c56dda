using CsCheck;
using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Tests.Foreign;

public sealed class ForeignTextTests
{
    [Theory]
    [InlineData("\u001b[2Jgone", "·[2Jgone")]
    [InlineData("\u001b]0;title\u0007x", "·]0;title·x")]
    [InlineData("\u009b31mred", "·31mred")]
    [InlineData("a\u202eb\u202cc", "a·b·c")]
    [InlineData("a\u2066b\u2069c", "a·b·c")]
    [InlineData("a\u200eb\u200fc\u061cd", "a·b·c·d")]
    [InlineData("a\r\nb\rc\u2028d", "a b c d")]
    [InlineData("tag \udb40\udc41 letter", "tag · letter")]
    [InlineData("zero\0byte", "zero·byte")]
    public void What_steers_a_terminal_or_reorders_letters_is_replaced(string text, string harmless) =>
        Assert.Equal(harmless, ForeignText.Line(text));

    [Fact]
    public void Half_a_character_is_replaced() =>
        Assert.Equal("· half · of a pair·", ForeignText.Line("\udc00 half \ud83d of a pair\ud83d"));

    [Theory]
    [InlineData("Ünïcödé, 日本語, עברית")]
    [InlineData("beyond the BMP: 😀 𝒳 👨\u200d👩\u200d👧")]
    [InlineData("a\ttab")]
    public void Letters_of_all_languages_stay(string text) => Assert.Equal(text, ForeignText.Line(text));

    [Fact]
    public void Lines_stay_lines() => Assert.Equal("a\nb\n·c", ForeignText.Lines("a\r\nb\r\u001bc"));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcdef", 3, "abc... (3 characters more)")]
    [InlineData("ab😀cd", 3, "ab... (4 characters more)")]
    public void A_cut_says_what_it_left_out_and_leaves_no_half_character(string text, int length, string cut) =>
        Assert.Equal(cut, ForeignText.Cut(text, length));

    [Fact]
    public void Any_text_becomes_valid_and_stays_as_it_is_the_second_time() =>
        Gen
            .Char.Array[0, 60]
            .Sample(
                letters =>
                {
                    var harmless = ForeignText.Lines(new string(letters));
                    Assert.Equal(harmless, ForeignText.Lines(harmless));
                    Assert.DoesNotContain(harmless.EnumerateRunes(), rune => rune.Value == 0xFFFD && !letters.Contains('\ufffd'));
                    Assert.DoesNotContain(harmless, letter => char.IsControl(letter) && letter is not ('\n' or '\t'));
                },
                iter: 2_000
            );
}
