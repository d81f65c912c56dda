using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>How large the group is in which a server makes the keys of a session (RFC 5246 section 7.4.3).</summary>
internal static class EphemeralGroup
{
    /// <summary>Key exchange by Diffie-Hellman in a group of the server's choice, for TLS 1.2 (RFC 5246, RFC 5288, RFC 7905).</summary>
    public static readonly ushort[] Suites = [0x0033, 0x0039, 0x0067, 0x006B, 0x009E, 0x009F, 0xCCAA];

    private const int HeaderLength = 4;
    private const int RecordHeaderLength = 5;
    private const int HandshakeRecord = 22;
    private const byte ServerKeyExchange = 12;
    private const byte ServerHelloDone = 14;
    private const int MostBytes = 256 * 1024;

    /// <summary>
    /// The number of bits of the group's prime, read from the server's first messages; null when the server takes none of the suites.
    /// </summary>
    public static async Task<int?> ReadBitsAsync(Stream stream, TimeSpan patience, CancellationToken cancellationToken)
    {
        var messages = new List<byte>();
        int? bits = null;
        try
        {
            await Deadline
                .RunAsync(
                    "no end of the server's part of a TLS handshake",
                    patience,
                    async token =>
                    {
                        while (!TryRead(messages, out bits) && messages.Count < MostBytes)
                        {
                            if (await ReadRecordAsync(stream, token).ConfigureAwait(false) is not { } record)
                            {
                                return;
                            }

                            messages.AddRange(record);
                        }
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A connection that is cut is a refusal like an alert.
        }

        return bits;
    }

    // Whether the message that tells, or the last one, is among those that came.
    private static bool TryRead(List<byte> messages, out int? bits)
    {
        bits = null;
        for (var at = 0; at + HeaderLength <= messages.Count; )
        {
            var length = (messages[at + 1] << 16) | (messages[at + 2] << 8) | messages[at + 3];
            if (messages[at] == ServerHelloDone || at + HeaderLength + length > messages.Count)
            {
                return messages[at] == ServerHelloDone;
            }

            if (messages[at] == ServerKeyExchange && length > 2)
            {
                var prime = messages.GetRange(at + HeaderLength, length);
                var size = (prime[0] << 8) | prime[1];
                var digits = prime.Skip(2).Take(size).SkipWhile(digit => digit == 0).ToList();
                bits = digits.Count == 0 ? 0 : (8 * (digits.Count - 1)) + (int)Math.Log2(digits[0]) + 1;
                return true;
            }

            at += HeaderLength + length;
        }

        return false;
    }

    // The content of a handshake record; null for an alert, and at the end.
    private static async Task<byte[]?> ReadRecordAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = new byte[RecordHeaderLength];
        if (
            await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)
            < header.Length
        )
        {
            return null;
        }

        var content = new byte[(header[3] << 8) | header[4]];
        var count = await stream
            .ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return header[0] == HandshakeRecord && count == content.Length ? content : null;
    }
}
