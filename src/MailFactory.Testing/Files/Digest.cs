using System.Security.Cryptography;
using System.Text;

namespace MailFactory.Testing.Files;

/// <summary>SHA-256 digests as lower-case hexadecimal text.</summary>
internal static class Digest
{
    /// <summary>The digest of a file's bytes; <see cref="IOException"/> when it is not a regular file.</summary>
    public static async Task<string> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        var stream = RegularFile.OpenTarget(path);
        await using (stream.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>The digest of a text's UTF-8 bytes.</summary>
    public static string OfText(string text) => OfBytes(Encoding.UTF8.GetBytes(text));

    /// <summary>The digest of some bytes.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
