using System.Text;
using MailFactory.Testing.Media.Formats;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Media.Formats;

public sealed class CpioTests
{
    private static readonly CpioEntry[] _entries =
    [
        CpioEntry.Directory("mailfactory"),
        CpioEntry.File("mailfactory/late.sh", Encoding.UTF8.GetBytes("#!/bin/sh\n"), isExecutable: true),
        CpioEntry.File("preseed.cfg", Encoding.UTF8.GetBytes("d-i x\n")),
    ];

    [Fact]
    public void What_was_written_is_read_again()
    {
        using var stream = new MemoryStream(Archive());
        var read = CpioReader.Read(stream).ToList();
        Assert.Equal(_entries.Select(entry => (entry.Path, entry.Mode)), read.Select(entry => (entry.Path, entry.Mode)));
        Assert.Equal(
            _entries.Select(entry => Encoding.UTF8.GetString(entry.Content)),
            read.Select(entry => Encoding.UTF8.GetString(entry.Content))
        );
    }

    [Fact]
    public void A_truncated_archive_is_an_error()
    {
        using var stream = new MemoryStream(Archive()[..200]);
        Assert.ThrowsAny<IOException>(() => CpioReader.Read(stream).ToList());
    }

    [Fact(Timeout = 20_000)]
    public async Task The_real_cpio_lists_the_same_files()
    {
        Assert.SkipWhen(ToolRunner.Find("cpio") is null, "not installed: cpio");
        var result = await ToolRunner.RunAsync(
            ToolCommand.Create("cpio", "-t", "--quiet") with
            {
                StandardInput = Archive(),
            },
            TestContext.Current.CancellationToken
        );
        Assert.Equal("mailfactory\nmailfactory/late.sh\npreseed.cfg\n", result.EnsureSuccess().StandardOutput);
    }

    private static byte[] Archive()
    {
        using var stream = new MemoryStream();
        CpioWriter.Write(stream, _entries);
        return stream.ToArray();
    }
}
