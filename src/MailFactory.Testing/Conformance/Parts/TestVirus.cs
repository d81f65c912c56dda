using System.IO.Compression;
using System.Text;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>The file that every virus scanner must take for a virus, and one like it that is none.</summary>
internal static class TestVirus
{
    // In two parts, so that no scanner on the way of this source takes it away.
    private const string Pattern = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    /// <summary>The file.</summary>
    public static byte[] File(bool harmful) => Encoding.ASCII.GetBytes(harmful ? Pattern : "No virus at all.");

    /// <summary>A zip archive with one file in it.</summary>
    public static byte[] Zip(string name, byte[] file)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
            entry.Write(file);
        }

        return buffer.ToArray();
    }
}
