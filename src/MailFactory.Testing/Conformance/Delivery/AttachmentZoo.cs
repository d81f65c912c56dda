using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>A message with attachments that are easily broken on the way.</summary>
internal static class AttachmentZoo
{
    private const int LargeSize = 1_500_000;

    // Base64 makes four bytes of three, and the other parts need some as well.
    private const int ShareOfLimit = 2;

    /// <summary>
    /// Empty, tiny, all byte values, large, nested, an enclosed message, a signed part, and names in several alphabets.
    /// The large one leaves the message below the limit, in bytes, that the server announces.
    /// </summary>
    public static MimeMessage Create(string from, string to, long? limit = null)
    {
        var allBytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();

        // Quoted-printable carries text: a line feed of its own may become a line end (RFC 2045 section 6.7).
        var withoutLineEnds = allBytes.Where(value => value is not (10 or 13)).ToArray();
        var message = TestMail.Create(from, "DLV-04 attachments", to);
        var nested = new Multipart("alternative")
        {
            new TextPart("plain") { Text = "plain" },
            new TextPart("html") { Text = "<p>html</p>" },
        };
        var signed = new Multipart("signed")
        {
            new TextPart("plain") { Text = "signed text\r\n" },
            File("smime.p7s", allBytes, ContentEncoding.Base64, "application/pkcs7-signature"),
        };
        signed.ContentType.Parameters.Add("protocol", "application/pkcs7-signature");
        signed.ContentType.Parameters.Add("micalg", "sha-256");
        message.Body = new Multipart("mixed")
        {
            new Multipart("related") { nested, File("pixel.gif", [1, 2, 3], ContentEncoding.Base64, "image/gif") },
            File("empty.bin", [], ContentEncoding.Base64),
            File("one.bin", [0], ContentEncoding.Base64),
            File("all-bytes.bin", allBytes, ContentEncoding.Base64),
            File("quoted.bin", withoutLineEnds, ContentEncoding.QuotedPrintable),
            File(
                "large.bin",
                RandomNumberGenerator.GetBytes((int)Math.Min(LargeSize, (limit ?? long.MaxValue) / ShareOfLimit)),
                ContentEncoding.Base64
            ),
            File("Grüße aus Köln & Łódź.txt", "Grüße\r\n"u8.ToArray(), ContentEncoding.QuotedPrintable, "text/plain"),
            File("отчёт 日本語 \"2026\".pdf", [37, 80, 68, 70], ContentEncoding.Base64, "application/pdf"),
            new MessagePart { Message = TestMail.Create(from, "enclosed", to) },
            signed,
        };
        return message;
    }

    private static MimePart File(string name, byte[] content, ContentEncoding encoding, string type = "application/octet-stream")
    {
        var part = new MimePart(ContentType.Parse(type))
        {
            Content = new MimeContent(new MemoryStream(content)),
            ContentTransferEncoding = encoding,
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        };
        part.ContentDisposition.Parameters.Add(Encoding.UTF8, "filename", name);
        part.ContentType.Parameters.Add(Encoding.UTF8, "name", name);
        return part;
    }
}
