using System.Text;

namespace MailFactory.Testing.Media.Trust;

/// <summary>Takes keys out of OpenPGP's ASCII armour (RFC 9580, 6.2), which gpgv does not read.</summary>
internal static class ArmouredKeys
{
    private const string Begin = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private const string End = "-----END PGP PUBLIC KEY BLOCK-----";

    /// <summary>Whether a keyring is armoured.</summary>
    public static bool IsArmoured(byte[] keyring) => Encoding.Latin1.GetString(keyring).Contains(Begin, StringComparison.Ordinal);

    /// <summary>The keys of all blocks, one behind the other; throws <see cref="FormatException"/> when a block is no base64.</summary>
    public static byte[] Decode(byte[] keyring)
    {
        var keys = new List<byte>();
        var block = new StringBuilder();
        var (isInside, isBody) = (false, false);
        foreach (var line in Encoding.Latin1.GetString(keyring).Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line == Begin)
            {
                (isInside, isBody) = (true, false);
            }
            else if (line == End)
            {
                keys.AddRange(Convert.FromBase64String(block.ToString()));
                block.Clear();
                isInside = false;
            }
            else if (isInside && !isBody)
            {
                // Headers such as "Version:" end with an empty line.
                isBody = line.Length == 0;
            }
            else if (isInside && !line.StartsWith('='))
            {
                block.Append(line);
            }
        }

        return [.. keys];
    }
}
