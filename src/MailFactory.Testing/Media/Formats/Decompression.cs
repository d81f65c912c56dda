using System.IO.Compression;
using SharpCompress.Compressors.Xz;
using ZstdSharp;

namespace MailFactory.Testing.Media.Formats;

/// <summary>Opens compressed streams by the ending of their name.</summary>
internal static class Decompression
{
    /// <summary>The plain bytes of a stream whose name ends in .xz, .gz or .zst, or that is not compressed.</summary>
    public static Stream Open(Stream stream, string name) =>
        Path.GetExtension(name) switch
        {
            ".xz" => new XZStream(stream),
            ".gz" => new GZipStream(stream, CompressionMode.Decompress),
            ".zst" => new DecompressionStream(stream),
            _ => stream,
        };
}
