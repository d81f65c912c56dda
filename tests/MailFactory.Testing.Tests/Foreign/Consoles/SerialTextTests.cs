using System.Text;
using CsCheck;
using MailFactory.Testing.Foreign.Consoles;

namespace MailFactory.Testing.Tests.Foreign.Consoles;

public sealed class SerialTextTests
{
    [Theory]
    [InlineData("plain\n", "plain")]
    [InlineData("crlf\r\n", "crlf")]
    [InlineData("crcrlf\r\r\n", "crcrlf")]
    [InlineData("\x1b[1;31mred\x1b[0m\n", "red")]
    [InlineData("\x1b[?25lhidden\x1b(B cursor\n", "hidden cursor")]
    [InlineData("\x1b]0;title\atext\n", "text")]
    [InlineData("ab\b\bcd\n", "cd")]
    [InlineData("tab\tbell\a\n", "tab bell")]
    [InlineData("trailing  \n", "trailing")]
    public void Terminal_control_is_cleaned_away(string raw, string clean) =>
        Assert.Equal([clean], new SerialText().Append(Encoding.UTF8.GetBytes(raw)));

    [Fact]
    public void Invalid_UTF8_is_replaced_and_the_text_around_it_kept() =>
        Assert.Equal(["a\ufffdb"], new SerialText().Append([(byte)'a', 0xff, (byte)'b', (byte)'\n']));

    [Fact]
    public void A_prompt_without_newline_is_visible()
    {
        var text = new SerialText();
        Assert.Empty(text.Append("Prompt: '?' for help> "u8));
        Assert.Equal("Prompt: '?' for help> ", text.UnfinishedLine);
    }

    [Fact]
    public void A_line_without_end_does_not_grow_for_ever() =>
        Assert.NotEmpty(
            new SerialText().Append(
                new byte[100_000]
                    .Select(_ => (byte)'x')
                    .ToArray()
            )
        );

    [Fact]
    public void Any_bytes_cut_into_any_pieces_give_the_same_lines() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[1, 7])
            .Sample(
                (bytes, size) =>
                {
                    var (whole, pieces) = (new SerialText(), new SerialText());
                    var expected = whole.Append(bytes);
                    var actual = bytes.Chunk(size).SelectMany(piece => pieces.Append(piece)).ToList();
                    Assert.Equal(expected, actual);
                    Assert.Equal(whole.UnfinishedLine, pieces.UnfinishedLine);
                }
            );
}
