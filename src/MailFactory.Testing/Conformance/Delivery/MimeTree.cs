using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>A message's structure as comparable lines: one per part, with its depth, type, name and the hash of its content.</summary>
internal static class MimeTree
{
    /// <summary>One line per part, in order.</summary>
    public static IReadOnlyList<string> Describe(MimeEntity entity)
    {
        var lines = new List<string>();
        Describe(entity, 0, lines);
        return lines;
    }

    /// <summary>What differs between two descriptions.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<string> wanted, IReadOnlyList<string> found)
    {
        var differences = new List<string>();
        if (wanted.Count != found.Count)
        {
            differences.Add($"{found.Count} parts arrived instead of {wanted.Count}");
        }

        differences.AddRange(
            wanted.Zip(found).Where(pair => pair.First != pair.Second).Select(pair => $"\"{pair.First}\" became \"{pair.Second}\"")
        );
        return differences;
    }

    private static void Describe(MimeEntity entity, int depth, List<string> lines)
    {
        var head = $"{depth} {entity.ContentType.MimeType}";
        switch (entity)
        {
            case Multipart multipart:
                lines.Add(head);
                foreach (var part in multipart)
                {
                    Describe(part, depth + 1, lines);
                }

                break;
            case MessagePart { Message: { Body: { } body } message }:
                lines.Add($"{head} {message.MessageId} {message.Subject}");
                Describe(body, depth + 1, lines);
                break;
            case MimePart part:
                lines.Add($"{head} {part.FileName} {Hash(part)}");
                break;
            default:
                lines.Add(head);
                break;
        }
    }

    private static string Hash(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);

        // Line ends of text are CRLF on the wire, whatever they were in memory (RFC 2046 section 4.1.1).
        var bytes = part.ContentType.IsMimeType("text", "*")
            ? Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(content.ToArray()).ReplaceLineEndings("\r\n").TrimEnd())
            : content.ToArray();
        return $"{bytes.Length} bytes {Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}";
    }
}
