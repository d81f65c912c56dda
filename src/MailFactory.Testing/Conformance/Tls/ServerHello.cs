using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>How a server answered a <see cref="ClientHello"/>.</summary>
/// <param name="Version">The version it chose, such as 0x0303; null when it refused.</param>
/// <param name="Answer">The answer in words.</param>
internal sealed record ServerHello(ushort? Version, string Answer)
{
    /// <summary>Reads the first TLS record; a closed connection counts as a refusal, anything but TLS is a <see cref="MailProtocolException"/>.</summary>
    public static async Task<ServerHello> ReadAsync(Stream stream, TimeSpan patience, CancellationToken cancellationToken)
    {
        // Record header (5), handshake header (4) and version (2); an alert has 7 bytes in all (RFC 5246 sections 6.2.1, 7.2).
        var record = new byte[11];
        var count = 0;
        try
        {
            await Deadline
                .RunAsync(
                    "no answer to a TLS offer",
                    patience,
                    async token =>
                    {
                        count = await stream.ReadAtLeastAsync(record, 7, throwOnEndOfStream: false, token).ConfigureAwait(false);
                        if (count is >= 7 and < 11 && record[0] == 22)
                        {
                            count += await stream
                                .ReadAtLeastAsync(record.AsMemory(count), 11 - count, throwOnEndOfStream: false, token)
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
        if (record.Length < 7)
        {
            return new ServerHello(null, "connection closed");
        }

        return (record[0], record[5]) switch
        {
            (21, _) => new ServerHello(null, $"alert {record[6]}"),
            (22, 2) when record.Length == 11 => new ServerHello((ushort)((record[9] << 8) | record[10]), "accepted"),
            _ => throw new MailProtocolException($"the answer to a TLS offer is not TLS: {Convert.ToHexString(record)}"),
        };
    }
}
