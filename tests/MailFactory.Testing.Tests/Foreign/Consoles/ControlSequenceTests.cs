using System.Text;
using CsCheck;
using MailFactory.Testing.Foreign.Consoles;

namespace MailFactory.Testing.Tests.Foreign.Consoles;

/// <summary>Judged against ECMA-48 and console_codes(4).</summary>
public sealed class ControlSequenceTests
{
    private const string Marker = "Kernel panic - not syncing";

    [Theory]
    // Linux's palette: no terminator.
    [InlineData("\u001b]Rtext\n", "text")]
    [InlineData("\u001b]P1a2b3c4text\n", "text")]
    [InlineData("\u001b]P1a text\n", " text")]
    // Control strings with their proper end, which is ST or, for OSC, BEL.
    [InlineData("\u001b]0;title\u0007text\n", "text")]
    [InlineData("\u001b]0;title\u001b\\text\n", "text")]
    [InlineData("\u001b]0;title\u009ctext\n", "text")]
    [InlineData("\u001bPq#0;2;0\u001b\\text\n", "text")]
    [InlineData("\u001bXany\u001b\\text\n", "text")]
    [InlineData("\u001b^message\u001b\\text\n", "text")]
    [InlineData("\u001b_Gi=1;AAAA\u001b\\text\n", "text")]
    [InlineData("\u009d0;title\u0007text\n", "text")]
    [InlineData("\u0090q\u009ctext\n", "text")]
    // CAN and SUB end whatever is open.
    [InlineData("\u001b]0;title\u0018text\n", "text")]
    [InlineData("\u001b[1\u001atext\n", "text")]
    // A control sequence with intermediate characters, a C1 one, and control characters that act inside.
    [InlineData("\u001b[?25;1 qtext\n", "text")]
    [InlineData("\u009b1;31mtext\n", "text")]
    [InlineData("ab\u001b[1\bmtext\n", "atext")]
    [InlineData("\u001b[\u007f1mtext\n", "text")]
    [InlineData("\u001b[\u001b[1mtext\n", "text")]
    // The Linux console's function keys: one letter more.
    [InlineData("\u001b[[Atext\n", "text")]
    // Escape sequences with intermediate characters (ECMA-35), and without.
    [InlineData("\u001b%Gtext\n", "text")]
    [InlineData("\u001b#8text\n", "text")]
    [InlineData("\u001b(Btext\u001b)0\n", "text")]
    [InlineData("\u001b%/Itext\n", "text")]
    [InlineData("\u001bctext\u001b7\u001b8\u001b=\n", "text")]
    // What is no part of a sequence is text.
    [InlineData("\u001b[1é\n", "é")]
    public void A_sequence_ends_where_the_standard_says(string raw, string clean) => Assert.Equal([clean], Lines(raw));

    [Theory]
    [InlineData("one\u001bEtwo\n")]
    [InlineData("one\u001bDtwo\n")]
    [InlineData("one\u0085two\n")]
    [InlineData("one\vtwo\n")]
    [InlineData("one\ftwo\n")]
    public void Whatever_moves_to_a_new_line_ends_the_line(string raw) => Assert.Equal(["one", "two"], Lines(raw));

    [Theory]
    [InlineData("\u001b[1;3")]
    [InlineData("\u001b")]
    [InlineData("\u001b(")]
    [InlineData("\u001b]")]
    [InlineData("\u001b]P1")]
    [InlineData("\u001b]0;title")]
    [InlineData("\u001bPq")]
    [InlineData("\u001b_x")]
    [InlineData("\u001b^x")]
    [InlineData("\u001bXx")]
    [InlineData("\u009d0;x\u001b")]
    public void A_line_end_ends_what_is_open(string open) => Assert.Equal(Marker, Lines($"{open}\n{Marker}\n")[^1]);

    [Theory]
    [InlineData("\u001b]0;title ")]
    [InlineData("\u001bP")]
    [InlineData("\u001b_")]
    [InlineData("\u001b^")]
    [InlineData("\u001bX")]
    public void A_string_without_end_was_text(string open)
    {
        var text = new SerialText();
        Assert.Empty(text.Append(Encoding.UTF8.GetBytes($"{open}{Marker}")));
        Assert.EndsWith(Marker, text.UnfinishedLine, StringComparison.Ordinal);
        Assert.EndsWith(Marker, Assert.Single(text.Append("\n"u8)), StringComparison.Ordinal);
        Assert.EndsWith(Marker, Assert.Single(Lines($"{open}{Marker}\u001b[0m\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_string_without_end_does_not_grow_for_ever()
    {
        var text = new SerialText();
        var lines = text.Append(Encoding.UTF8.GetBytes($"\u001b]0;{new string('x', 1_000_000)}"));
        Assert.InRange(lines.Sum(line => line.Length), 980_000, 1_000_010);
        Assert.InRange(text.UnfinishedLine.Length, 0, 2 * SerialText.LongestLine);
    }

    [Fact]
    public void A_backspace_and_the_longest_line_leave_no_half_characters()
    {
        Assert.Equal(["ac"], Lines("a😀\bc\n"));
        var lines = Lines($"{new string('x', SerialText.LongestLine - 1)}😀y\n");
        Assert.Equal(["😀", "y"], lines.Select(line => line.TrimStart('x')));
    }

    [Fact]
    public void Whatever_came_before_a_line_is_read_whole() =>
        Bytes()
            .Sample(
                bytes =>
                {
                    var text = new SerialText();
                    text.Append(bytes);
                    var lines = text.Append(Encoding.UTF8.GetBytes($"\n{Marker}\nlogin: "));
                    Assert.Equal(Marker, lines[^1]);
                    Assert.Equal("login: ", text.UnfinishedLine);
                },
                iter: 30_000
            );

    [Fact]
    public void Any_bytes_in_any_pieces_give_the_same_clean_lines_of_bounded_length() =>
        Gen.Select(Bytes(), Gen.Int[1, 7])
            .Sample(
                (bytes, size) =>
                {
                    var (whole, pieces) = (new SerialText(), new SerialText());
                    var lines = whole.Append(bytes);
                    Assert.Equal(lines, bytes.Chunk(size).SelectMany(piece => pieces.Append(piece)));
                    Assert.Equal(whole.UnfinishedLine, pieces.UnfinishedLine);
                    Assert.DoesNotContain(
                        lines.Append(whole.UnfinishedLine),
                        line => line.Length > 2 * SerialText.LongestLine || line.Any(char.IsControl)
                    );
                    Assert.True(lines.Sum(line => line.Length) <= bytes.Length);
                },
                iter: 30_000
            );

    [Fact]
    public void Printable_text_is_kept_to_the_letter() =>
        Gen.Char[' ', '~']
            .Array[0, 300]
            .Select(letters => new string(letters))
            .Sample(text => Assert.Equal([text.TrimEnd()], Lines($"{text}\n")), iter: 5_000);

    // Bytes as they come, and those that sequences are made of.
    private static Gen<byte[]> Bytes() =>
        Gen.OneOf(
            Gen.Byte,
            Gen.OneOf<byte>(
                0x1b,
                0x1b,
                (byte)'[',
                (byte)']',
                (byte)'P',
                (byte)'X',
                (byte)'^',
                (byte)'_',
                (byte)'\\',
                7,
                8,
                9,
                10,
                11,
                12,
                13,
                0x18,
                0x1a,
                0x7f,
                0xc2,
                0x90,
                0x9b,
                0x9c,
                0x9d,
                (byte)'R',
                (byte)'0',
                (byte)';',
                (byte)'m',
                0xf0,
                0x9f,
                0x98,
                0x80
            )
        ).Array[0, 120];

    private static IReadOnlyList<string> Lines(string raw) => new SerialText().Append(Encoding.UTF8.GetBytes(raw));
}
