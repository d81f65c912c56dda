using System.Security.Cryptography;
using MailFactory.Testing.Media.Trust;

namespace MailFactory.TestKit;

/// <summary>The primary keys of an OpenPGP keyring, read without gpg (RFC 4880, sections 4.2, 5.5.2 and 12.2).</summary>
internal static class PublicKeyFile
{
    private const int PublicKey = 6;

    /// <summary>The body of each primary key of version 4, by its fingerprint.</summary>
    public static IReadOnlyDictionary<string, string> Read(byte[] keyring)
    {
        var bytes = ArmouredKeys.IsArmoured(keyring) ? ArmouredKeys.Decode(keyring) : keyring;
        var keys = new Dictionary<string, string>();
        for (var offset = 0; offset < bytes.Length; )
        {
            var (tag, length, head) = Head(bytes.AsSpan(offset));
            var body = bytes.AsSpan(offset + head, length);
            if (tag == PublicKey && body[0] == 4)
            {
                byte[] hashed = [0x99, (byte)(length >> 8), (byte)length, .. body];
#pragma warning disable CA5350 // The fingerprint of a version 4 key is its SHA-1.
                keys[Convert.ToHexString(SHA1.HashData(hashed))] = Convert.ToHexString(body);
#pragma warning restore CA5350
            }

            offset += head + length;
        }

        return keys;
    }

    private static (int Tag, int Length, int Head) Head(ReadOnlySpan<byte> packet) =>
        (packet[0] & 0x40) == 0
            ? (packet[0] & 3) switch
            {
                0 => ((packet[0] >> 2) & 15, packet[1], 2),
                1 => ((packet[0] >> 2) & 15, (packet[1] << 8) | packet[2], 3),
                _ => ((packet[0] >> 2) & 15, (packet[1] << 24) | (packet[2] << 16) | (packet[3] << 8) | packet[4], 5),
            }
            : packet[1] switch
            {
                < 192 => (packet[0] & 63, packet[1], 2),
                < 224 => (packet[0] & 63, ((packet[1] - 192) << 8) + packet[2] + 192, 3),
                _ => (packet[0] & 63, (packet[2] << 24) | (packet[3] << 16) | (packet[4] << 8) | packet[5], 6),
            };
}
