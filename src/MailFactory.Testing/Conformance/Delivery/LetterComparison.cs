using System.Text;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>
/// Compares a letter with what a mailbox gives out for it, byte by byte. A server may add header fields, and change none.
/// </summary>
internal static class LetterComparison
{
    private static readonly string[] _trace = ["Received", "Return-Path"];

    /// <summary>What is different, one sentence each; nothing when the letter was kept.</summary>
    /// <param name="sent">The letter.</param>
    /// <param name="received">The whole message as the mailbox gave it out.</param>
    public static IReadOnlyList<string> Differences(Letter sent, byte[] received)
    {
        var text = Encoding.Latin1.GetString(received);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return ["there is no blank line with CRLF between header and body"];
        }

        var fields = Letter.FieldsOf(text[..end].Split("\r\n"));
        var differences = sent.Fields.Select(field => FieldDifference(field, fields)).OfType<string>().ToList();
        if (BodyDifference(sent.BodyBytes, received.AsSpan(end + 4)) is { } difference)
        {
            differences.Add(difference);
        }

        return differences;
    }

    /// <summary>Whether a message has a field of this name, and its value without blanks around it.</summary>
    public static string? Field(byte[] received, string name) =>
        Header(received).Where(field => IsNamed(field, name)).Select(field => field[(name.Length + 1)..].Trim()).FirstOrDefault();

    /// <summary>
    /// What is wrong with the place of the trace: it comes before all that was sent (RFC 5321 section 4.4); null when nothing is.
    /// </summary>
    public static string? TraceProblem(Letter sent, byte[] received)
    {
        var fields = Header(received);
        var first = fields.TakeWhile(field => !sent.Fields.Contains(field)).ToList();
        return _trace
            .Where(name => fields.Any(field => IsNamed(field, name)) && !first.Exists(field => IsNamed(field, name)))
            .Select(name => $"{name} stands behind header fields that were sent")
            .FirstOrDefault();
    }

    /// <summary>
    /// Which header field that was sent stands in another place among the others (RFC 5322 section 3.6: they should not be reordered); null
    /// when none does.
    /// </summary>
    public static string? OrderProblem(Letter sent, byte[] received)
    {
        var kept = Header(received).Where(sent.Fields.Contains).ToList();
        return sent
            .Fields.Where(kept.Contains)
            .Zip(kept)
            .Where(pair => pair.First != pair.Second)
            .Select(pair => $"the header field {NameOf(pair.Second)} stands where {NameOf(pair.First)} was sent")
            .FirstOrDefault();
    }

    private static IReadOnlyList<string> Header(byte[] received)
    {
        var text = Encoding.Latin1.GetString(received);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return Letter.FieldsOf(text[..(end < 0 ? text.Length : end)].Split("\r\n"));
    }

    private static bool IsNamed(string field, string name) => NameOf(field).Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string? FieldDifference(string sent, IReadOnlyList<string> received)
    {
        var name = NameOf(sent);
        var same = received.Where(field => IsNamed(field, name)).ToList();
        return (same.Count, same.Contains(sent)) switch
        {
            (0, _) => $"the header field {name} is gone",
            (1, true) => null,
            (1, false) => $"the header field \"{Show(sent)}\" became \"{Show(same[0])}\"",
            _ => $"the header field {name} appears {same.Count} times",
        };
    }

    private static string? BodyDifference(ReadOnlySpan<byte> sent, ReadOnlySpan<byte> received)
    {
        if (sent.SequenceEqual(received))
        {
            return null;
        }

        var at = sent.CommonPrefixLength(received);
        var line = sent[..at].Count((byte)'\n') + 1;
        return $"the body changed from {sent.Length} to {received.Length} bytes, first in line {line}: \"{Around(sent, at)}\" became "
            + $"\"{Around(received, at)}\"";
    }

    private static string Around(ReadOnlySpan<byte> bytes, int at)
    {
        var start = Math.Max(0, at - 12);
        return Show(Encoding.Latin1.GetString(bytes[start..Math.Min(bytes.Length, at + 20)]));
    }

    private static string NameOf(string field) => field.Split(':')[0];

    // What cannot be seen is written as its number.
    private static string Show(string text) =>
        string.Concat(text.Select(character => character is < ' ' or > '~' ? $"\\x{(int)character:x2}" : character.ToString()));
}
