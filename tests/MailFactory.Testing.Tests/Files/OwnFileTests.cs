using System.Diagnostics;
using System.Runtime.Versioning;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Tests.Files;

public sealed class OwnFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task A_file_is_read()
    {
        await File.WriteAllTextAsync(_folder.PathOf("file"), "text ä", TestContext.Current.CancellationToken);
        Assert.Equal("text ä", OwnFile.ReadText(_folder.PathOf("file")));
        Assert.Equal("text ä", OwnFile.ReadOwnText(_folder.PathOf("file")));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_FIFO_does_not_keep_the_reader_waiting()
    {
        MakeFifo(_folder.PathOf("fifo"));
        var error = await Assert.ThrowsAsync<IOException>(() =>
            Task.Run(() => OwnFile.ReadText(_folder.PathOf("fifo")), TestContext.Current.CancellationToken)
        );
        Assert.Contains("not a regular file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        File.CreateSymbolicLink(_folder.PathOf("link"), "/etc/hostname");
        Assert.Contains(
            "is a link",
            Assert.Throws<IOException>(() => OwnFile.ReadText(_folder.PathOf("link"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_folder_and_a_device_are_no_files()
    {
        Assert.Throws<IOException>(() => OwnFile.ReadText(_folder.Path));
        Assert.Throws<IOException>(() => OwnFile.ReadText("/dev/zero"));
    }

    [Fact]
    public void What_is_not_there_is_named() =>
        Assert.Contains(
            "none",
            Assert.Throws<FileNotFoundException>(() => OwnFile.ReadText(_folder.PathOf("none"))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_file_of_another_user_is_no_file_of_ours()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give a file away");
        File.WriteAllText(_folder.PathOf("file"), "text");
        using (var change = Process.Start("chown", ["65534", _folder.PathOf("file")]))
        {
            change.WaitForExit();
        }

        Assert.Equal("text", OwnFile.ReadText(_folder.PathOf("file")));
        Assert.Contains(
            "another user",
            Assert.Throws<IOException>(() => OwnFile.ReadOwnText(_folder.PathOf("file"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_open_to_all_is_closed()
    {
        var open =
            UnixFileMode.UserRead
            | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead
            | UnixFileMode.GroupWrite
            | UnixFileMode.OtherRead
            | UnixFileMode.OtherWrite;
        foreach (
            var (name, make, expected) in new (string, Action<string>, UnixFileMode)[]
            {
                ("private", OwnFolder.CreatePrivate, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute),
                ("readable", OwnFolder.Create, open & ~UnixFileMode.GroupWrite & ~UnixFileMode.OtherWrite),
            }
        )
        {
            Directory.CreateDirectory(_folder.PathOf(name));
            File.SetUnixFileMode(_folder.PathOf(name), open);
            make(_folder.PathOf(name));
            Assert.Equal(expected, File.GetUnixFileMode(_folder.PathOf(name)));
        }
    }

    internal static void MakeFifo(string path)
    {
        using var make = Process.Start("mkfifo", [path]);
        make.WaitForExit();
        Assert.Equal(0, make.ExitCode);
    }
}
