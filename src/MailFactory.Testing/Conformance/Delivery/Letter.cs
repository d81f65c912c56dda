using System.Globalization;
using System.Text;
using MimeKit;
using MimeKit.Utils;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>
/// A message as the bytes that are sent, in lines without their ends; a character is a byte. It holds what careless servers change:
/// trailing blanks, dots, a line of 998 octets, blank lines at the end, a folded header, a line that begins with "From", and 8-bit text.
/// </summary>
/// <param name="MessageId">The identifier, without angle brackets.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Sender">The sender's address.</param>
/// <param name="Header">The lines of the header.</param>
/// <param name="Body">The lines of the body.</param>
internal sealed record Letter(string MessageId, string Subject, string Sender, IReadOnlyList<string> Header, IReadOnlyList<string> Body)
{
    // RFC 5321 section 4.5.3.1.6: 1000 octets with the line end.
    private const int LongestLine = 998;

    /// <summary>All lines, as they are handed to DATA.</summary>
    public IEnumerable<string> Lines => [.. Header, string.Empty, .. Body];

    /// <summary>Writes a letter; with bytes above 127 only for a server that takes them (RFC 6152).</summary>
    public static Letter Write(string from, string subject, string to, bool eightBit, DateTimeOffset now)
    {
        var id = MimeUtils.GenerateMessageId("tester.example.org");
        List<string> header =
        [
            $"From: =?iso-8859-15?q?Tester_=A4?= <{from}>",
            $"To: \"Receiver, the\" <{to}>",
            $"Date: {now.ToString("ddd, d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000",
            $"Message-ID: <{id}>",
            $"Subject: {subject}",
            "X-Folded: one",
            "\ttwo",
            "   three",
            "MIME-Version: 1.0",
            $"Content-Type: text/plain; charset={(eightBit ? "iso-8859-15" : "us-ascii")}; format=flowed",
            $"Content-Transfer-Encoding: {(eightBit ? "8bit" : "7bit")}",
        ];
        List<string> body =
        [
            "trailing blanks   ",
            "trailing tab\t",
            string.Empty,
            ".",
            "..",
            ".a dot at the beginning",
            "From the beginning of a line",
            new string('x', LongestLine),
            eightBit ? "Gr\u00FC\u00DFe, \u00A4 100 \u00A0\u00FF" : "plain text only",
            " a blank at the beginning",
            "=3D =20 is no quoted-printable here",
            string.Empty,
            string.Empty,
        ];
        return new Letter(id, subject, from, header, body);
    }

    /// <summary>A message as the letter that it is on the wire; it must need no bytes above 127.</summary>
    public static Letter Of(MimeMessage message)
    {
        message.Prepare(EncodingConstraint.SevenBit);
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        using var stream = new MemoryStream();
        message.WriteTo(format, stream);
        var lines = Encoding.Latin1.GetString(stream.ToArray()).Split("\r\n").SkipLast(1).ToList();
        var end = lines.IndexOf(string.Empty);
        return new Letter(
            message.MessageId!,
            message.Subject ?? string.Empty,
            message.From.Mailboxes.First().Address,
            lines[..end],
            lines[(end + 1)..]
        );
    }

    /// <summary>The header fields with their folding, each as it was sent.</summary>
    public IReadOnlyList<string> Fields => FieldsOf(Header);

    /// <summary>The body's bytes, with CRLF behind each line.</summary>
    public byte[] BodyBytes => Encoding.Latin1.GetBytes(string.Concat(Body.Select(line => line + "\r\n")));

    /// <summary>Joins a header's lines into fields, with the line ends that folding put inside.</summary>
    public static IReadOnlyList<string> FieldsOf(IEnumerable<string> lines)
    {
        var fields = new List<string>();
        foreach (var line in lines)
        {
            if (fields.Count > 0 && line.Length > 0 && (line[0] is ' ' or '\t'))
            {
                fields[^1] += "\r\n" + line;
            }
            else
            {
                fields.Add(line);
            }
        }

        return fields;
    }
}
