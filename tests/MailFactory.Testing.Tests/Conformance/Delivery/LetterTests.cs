using System.Text;
using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Conformance.Running;

namespace MailFactory.Testing.Tests.Conformance.Delivery;

/// <summary>A letter that arrives is compared byte by byte: each way in which servers damage mail is found.</summary>
public sealed class LetterTests
{
    private static readonly Letter _letter = Letter.Write(
        "alice@dev.local",
        "hello",
        "bob@dev.local",
        eightBit: true,
        new DateTimeOffset(2026, 11, 27, 4, 30, 0, TimeSpan.Zero)
    );

    private static readonly string _copy =
        "Return-Path: <alice@dev.local>\r\nReceived: from tester by mail.dev.local;\r\n\tFri, 27 Nov 2026 04:30:01 +0000\r\n"
        + $"{string.Join("\r\n", _letter.Lines)}\r\n";

    [Fact]
    public void A_faithful_copy_is_good() => Assert.Empty(Problems(_copy));

    [Fact]
    public void Added_header_fields_are_good() => Assert.Empty(Problems($"X-Spam: No\r\n{_copy}"));

    [Theory]
    [InlineData("trailing blanks   ", "trailing blanks", "the body changed")]
    [InlineData("trailing tab\t", "trailing tab", "the body changed")]
    [InlineData("\r\n..\r\n", "\r\n.\r\n", "in line 5")]
    [InlineData("\r\nFrom the", "\r\n>From the", "\\x0aFrom the beginning")]
    [InlineData("\u00FC", "?", "\\xfc")]
    [InlineData("\u00FC", "\u00C3\u00BC", "the body changed")]
    [InlineData("here\r\n\r\n\r\n", "here\r\n\r\n", "the body changed")]
    [InlineData("here\r\n\r\n\r\n", "here\r\n\r\n\r\n\r\n", "the body changed")]
    [InlineData("From: =?iso-8859-15?q?Tester_=A4?=", "From: Tester", "the header field \"From: =?iso-8859-15?q?Tester_=A4?=")]
    [InlineData("To: \"Receiver, the\" <bob@dev.local>\r\n", "", "the header field To is gone")]
    [InlineData("Date: Fri, 27 Nov 2026 04:30:00 +0000", "Date: Fri, 27 Nov 2026 05:30:00 +0100", "the header field \"Date")]
    [InlineData("MIME-Version: 1.0\r\n", "MIME-Version: 1.0\r\nMIME-Version: 1.0\r\n", "MIME-Version appears 2 times")]
    [InlineData("charset=iso-8859-15", "charset=utf-8", "the header field \"Content-Type")]
    [InlineData("one\r\n\ttwo", "one two", "the header field \"X-Folded")]
    [InlineData("Received:", "X-Received:", "no Received header was added")]
    [InlineData("Return-Path: <alice", "Return-Path: <mallory", "Return-Path is <mallory@dev.local> instead of <alice@dev.local>")]
    public void Damage_is_found(string was, string becomes, string says)
    {
        Assert.Contains(was, _copy, StringComparison.Ordinal);
        Assert.Contains(says, Problems(_copy.Replace(was, becomes, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_behind_what_was_sent_is_found() =>
        Assert.Contains(
            "Received stands behind header fields that were sent",
            Problems(
                _copy
                    .Replace(
                        "Received: from tester by mail.dev.local;\r\n\tFri, 27 Nov 2026 04:30:01 +0000\r\n",
                        string.Empty,
                        StringComparison.Ordinal
                    )
                    .Replace("MIME-Version: 1.0\r\n", "MIME-Version: 1.0\r\nReceived: from tester\r\n", StringComparison.Ordinal)
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Header_fields_in_another_order_are_found() =>
        Assert.Contains(
            "the header field MIME-Version stands where From was sent",
            Problems(
                _copy
                    .Replace("MIME-Version: 1.0\r\n", string.Empty, StringComparison.Ordinal)
                    .Replace("From: =?", "MIME-Version: 1.0\r\nFrom: =?", StringComparison.Ordinal)
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_line_of_998_octets_that_was_broken_is_found() =>
        Assert.Contains(
            "the body changed",
            Problems(_copy.Replace(new string('x', 998), $"{new string('x', 990)}\r\n xxxxxxxx", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );

    [Fact]
    public void Bare_line_feeds_are_found() =>
        Assert.Contains("no blank line with CRLF", Problems(_copy.ReplaceLineEndings("\n")), StringComparison.Ordinal);

    [Fact]
    public void Without_8BITMIME_a_letter_has_no_byte_above_127() =>
        Assert.All(
            Letter.Write("a@b.example", "s", "c@d.example", eightBit: false, DateTimeOffset.UnixEpoch).Lines,
            line => Assert.DoesNotContain(line, character => character > '\x7F')
        );

    [Fact]
    public void A_message_becomes_the_letter_that_it_is_on_the_wire()
    {
        using var message = AttachmentZoo.Create("alice@dev.local", "bob@dev.local");
        var letter = Letter.Of(message);
        Assert.Empty(
            LetterComparison.Differences(letter, Encoding.Latin1.GetBytes(string.Concat(letter.Lines.Select(line => line + "\r\n"))))
        );
        Assert.All(letter.Lines, line => Assert.InRange(line.Length, 0, 998));
    }

    private static string Problems(string copy)
    {
        var problems = new Problems(CheckRunnerTests.Context);
        LetterDelivery.Judge(_letter, Encoding.Latin1.GetBytes(copy), "IMAP", problems);
        var finding = problems.Finding(string.Empty);
        Assert.Equal(problems.IsEmpty ? Verdict.Passed : Verdict.Failed, finding.Verdict);
        return finding.Summary;
    }
}
