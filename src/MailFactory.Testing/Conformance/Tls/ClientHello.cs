using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>
/// The first message of a TLS handshake, written by hand: the host's own TLS library refuses to offer TLS 1.0 and 1.1, which
/// would look as if the server had refused them (RFC 5246 section 7.4.1.2).
/// </summary>
internal static class ClientHello
{
    private static readonly ushort[] _cipherSuites =
    [
        0xC02F,
        0xC030,
        0xC02B,
        0xC02C,
        0xCCA8,
        0xCCA9, // ECDHE with AES-GCM and ChaCha20, for TLS 1.2
        0xC013,
        0xC014,
        0xC009,
        0xC00A,
        0x0033,
        0x0039,
        0x002F,
        0x0035, // CBC with SHA-1, for all versions
        0x00FF, // renegotiation_info
    ];

    private static readonly ushort[] _groups = [0x001D, 0x0017, 0x0018, 0x001E, 0x0019];

    // Every kind of certificate can be shown: ECDSA to P-521, RSA, Ed25519 and Ed448 (RFC 8446 section 4.2.3).
    private static readonly ushort[] _signatures =
    [
        0x0403,
        0x0503,
        0x0603,
        0x0807,
        0x0808,
        0x0804,
        0x0805,
        0x0806,
        0x0401,
        0x0501,
        0x0601,
        0x0203,
        0x0201,
    ];

    /// <summary>A TLS record that offers this version as the highest.</summary>
    /// <param name="version">0x0301 for TLS 1.0, 0x0302 for TLS 1.1, 0x0303 for TLS 1.2.</param>
    /// <param name="hostName">The name for server name indication.</param>
    /// <param name="cipherSuites">The cipher suites to offer; those of all versions when null.</param>
    public static byte[] Offer(ushort version, string hostName, ushort[]? cipherSuites = null)
    {
        var name = Encoding.ASCII.GetBytes(hostName);
        byte[] extensions =
        [
            .. Extension(0, Sized(2, [0, .. Sized(2, name)])),
            .. Extension(10, Sized(2, Words(_groups))),
            .. Extension(11, Sized(1, [0])),
            .. version >= 0x0303 ? Extension(13, Sized(2, Words(_signatures))) : [],
        ];
        byte[] body =
        [
            .. Words(version),
            .. RandomNumberGenerator.GetBytes(32),
            0, // no session to resume
            .. Sized(2, Words(cipherSuites ?? _cipherSuites)),
            1,
            0, // no compression
            .. Sized(2, extensions),
        ];
        return [22, 3, 1, .. Sized(2, [1, .. Sized(3, body)])];
    }

    private static byte[] Extension(ushort type, byte[] data) => [.. Words(type), .. Sized(2, data)];

    private static byte[] Words(params ushort[] words) => [.. words.SelectMany(word => new[] { (byte)(word >> 8), (byte)word })];

    private static byte[] Sized(int width, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length[(4 - width)..], .. data];
    }
}
