using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using MailFactory.Testing.Media.Formats;

namespace MailFactory.Testing.Media.Installers;

/// <summary>
/// Writes installer components (udebs): Debian packages (deb(5)) without documentation and with few control fields. They are
/// gzipped, which every udpkg unpacks, and in the ustar format: busybox's tar takes the times in a GNU header for a folder
/// name. Equal input gives equal bytes.
/// </summary>
internal static class UdebWriter
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static void Write(Stream stream, StandIn standIn, IEnumerable<DebMember> members)
    {
        var control = new DebMember { Path = "control", Content = Encoding.UTF8.GetBytes(Control(standIn)) };
        ArArchive.Write(
            stream,
            [("debian-binary", "2.0\n"u8.ToArray()), ("control.tar.gz", Tar([control])), ("data.tar.gz", Tar(members))]
        );
    }

    private static string Control(StandIn standIn)
    {
        var lines = new List<string>
        {
            $"Package: {standIn.Component}",
            $"Version: {standIn.Version}",
            "Architecture: amd64",
            "Maintainer: Mail Factory Testing <nobody@localhost>",
            "Section: debian-installer",
            "Priority: optional",
        };
        if (standIn.Provides.Count > 0)
        {
            lines.Add($"Provides: {string.Join(", ", standIn.Provides)}");
        }

        lines.Add("Description: stand-in for a component that the mirror lacks");
        return string.Join('\n', lines) + "\n";
    }

    private static byte[] Tar(IEnumerable<DebMember> members)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            // Without any entry the writer would leave out the end mark as well.
            tar.WriteEntry(Entry(TarEntryType.Directory, "./", Executable));
            foreach (var member in members)
            {
                tar.WriteEntry(ToEntry(member));
            }
        }

        return buffer.ToArray();
    }

    private static UstarTarEntry ToEntry(DebMember member)
    {
        var name = $"./{member.Path}";
        if (member.LinkTarget is { } target)
        {
            var link = Entry(TarEntryType.SymbolicLink, name, Executable);
            link.LinkName = target;
            return link;
        }

        var file = Entry(TarEntryType.RegularFile, name, member.IsExecutable ? Executable : Readable);
        file.DataStream = new MemoryStream(member.Content);
        return file;
    }

    private static UstarTarEntry Entry(TarEntryType type, string name, UnixFileMode mode) =>
        new(type, name) { Mode = mode, ModificationTime = DateTimeOffset.UnixEpoch };
}
