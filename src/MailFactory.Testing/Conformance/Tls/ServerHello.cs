using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>How a server answered a <see cref="ClientHello"/>.</summary>
/// <param name="Version">The version it chose, such as 0x0303; null when it refused.</param>
/// <param name="Answer">The answer in words.</param>
/// <param name="CipherSuite">The cipher suite it chose; null when it refused or named none.</param>
internal sealed record ServerHello(ushort? Version, string Answer, ushort? CipherSuite = null)
{
    private const int RecordHeader = 5;
    private const int ShortestAnswer = 7;

    /// <summary>
    /// Reads the first TLS record; a closed connection counts as a refusal, anything but TLS is a <see cref="MailProtocolException"/>.
    /// </summary>
    public static async Task<ServerHello> ReadAsync(Stream stream, TimeSpan patience, CancellationToken cancellationToken)
    {
        // The header's last two bytes are the length of what follows; an alert has 2 of them (RFC 5246 sections 6.2.1 and 7.2).
        var record = new byte[RecordHeader + 0x4000];
        var count = 0;
        try
        {
            await Deadline
                .RunAsync(
                    "no answer to a TLS offer",
                    patience,
                    async token =>
                    {
                        count = await stream
                            .ReadAtLeastAsync(record.AsMemory(0, ShortestAnswer), ShortestAnswer, throwOnEndOfStream: false, token)
                            .ConfigureAwait(false);
                        var rest = Math.Min(record.Length, RecordHeader + ((record[3] << 8) | record[4])) - count;
                        if (count == ShortestAnswer && record[0] == 22 && rest > 0)
                        {
                            count += await stream
                                .ReadAtLeastAsync(record.AsMemory(count, rest), rest, throwOnEndOfStream: false, token)
                                .ConfigureAwait(false);
                        }
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (IOException)
        {
            return new ServerHello(null, "connection reset");
        }

        return Parse(record.AsSpan(0, count));
    }

    private static ServerHello Parse(ReadOnlySpan<byte> record)
    {
        if (record.Length < ShortestAnswer)
        {
            return new ServerHello(null, "connection closed");
        }

        return (record[0], record[5]) switch
        {
            (21, _) => new ServerHello(null, $"alert {record[6]}"),
            (22, 2) when record.Length >= 11 => new ServerHello((ushort)((record[9] << 8) | record[10]), "accepted", Suite(record[11..])),
            _ => throw new MailProtocolException(
                $"the answer to a TLS offer is not TLS: {Convert.ToHexString(record[..Math.Min(record.Length, 16)])}"
            ),
        };
    }

    // Behind the version: 32 random bytes, a session identifier with its length in front, and the suite (RFC 5246 section 7.4.1.3).
    private static ushort? Suite(ReadOnlySpan<byte> rest)
    {
        var at = rest.Length > 32 ? 33 + rest[32] : rest.Length;
        return at + 1 < rest.Length ? (ushort)((rest[at] << 8) | rest[at + 1]) : null;
    }
}
