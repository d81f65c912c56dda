using MailKit;
using MimeKit;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>The types of a message's parts with their depth and size, as a parser and as a server see them.</summary>
internal static class MimeShape
{
    /// <summary>As the parser of the whole message sees them.</summary>
    public static IReadOnlyList<string> Of(MimeEntity entity) =>
        entity switch
        {
            Multipart multipart => [Line(multipart.ContentType), .. multipart.SelectMany(Of).Select(Deeper)],
            MessagePart { Message.Body: { } body } part => [Line(part.ContentType), .. Of(body).Select(Deeper)],
            MimePart { Content.Stream.Length: var size } => [Leaf(entity.ContentType, size)],
            _ => [Line(entity.ContentType)],
        };

    /// <summary>As BODYSTRUCTURE tells them.</summary>
    public static IReadOnlyList<string> Of(BodyPart? part) =>
        part switch
        {
            null => [],
            BodyPartMultipart multipart => [Line(multipart.ContentType), .. multipart.BodyParts.SelectMany(Of).Select(Deeper)],
            BodyPartMessage { Body: { } body } message => [Line(message.ContentType), .. Of(body).Select(Deeper)],
            BodyPartBasic leaf => [Leaf(leaf.ContentType, leaf.Octets)],
            _ => [Line(part.ContentType)],
        };

    private static string Line(ContentType type) => type.MimeType.ToLowerInvariant();

    // The size is that of the part as it is encoded (RFC 9051 section 7.5.2).
    private static string Leaf(ContentType type, long size) => $"{Line(type)} of {size} bytes";

    private static string Deeper(string line) => $"  {line}";
}
