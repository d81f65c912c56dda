using System.IO.Compression;
using System.Text;
using MailFactory.Testing.Media.Formats;
using MailFactory.Testing.Media.Installers;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Media.Installers;

public sealed class UdebWriterTests
{
    private const int PrefixField = 345;
    private const int PrefixLength = 155;
    private static readonly StandIn _standIn = new()
    {
        Component = "md-modules-6.12-di",
        Version = "6.12-1",
        Provides = ["md-modules"],
    };
    private static readonly DebMember _module = new() { Path = "usr/lib/modules/6.12/kernel/md.ko.xz", Content = [1, 2, 3] };

    [Theory]
    [InlineData("control.tar.gz")]
    [InlineData("data.tar.gz")]
    public void The_folder_field_of_each_tar_header_is_empty_as_busybox_would_put_it_before_the_name(string member)
    {
        using var stream = new MemoryStream(Member(member));
        using var gzip = new GZipStream(stream, CompressionMode.Decompress);
        using var tar = new MemoryStream();
        gzip.CopyTo(tar);
        Assert.All(tar.ToArray().AsSpan(PrefixField, PrefixLength).ToArray(), letter => Assert.Equal(0, letter));
    }

    [Fact]
    public void Equal_input_gives_equal_bytes() => Assert.Equal(Write(), Write());

    [Fact(Timeout = 20_000)]
    public async Task Dpkg_reads_control_and_content()
    {
        Assert.SkipWhen(ToolRunner.Find("dpkg-deb") is null, "not installed: dpkg-deb");
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.PathOf("x.udeb"), Write(), TestContext.Current.CancellationToken);
        var fields = await RunAsync("dpkg-deb", "-f", folder.PathOf("x.udeb"));
        Assert.Contains("Package: md-modules-6.12-di\nVersion: 6.12-1\n", fields, StringComparison.Ordinal);
        Assert.Contains("Provides: md-modules\n", fields, StringComparison.Ordinal);
        Assert.Contains(
            "./usr/lib/modules/6.12/kernel/md.ko.xz",
            await RunAsync("dpkg-deb", "-c", folder.PathOf("x.udeb")),
            StringComparison.Ordinal
        );
    }

    private static async Task<string> RunAsync(string program, params string[] arguments) =>
        (await ToolRunner.RunAsync(ToolCommand.Create(program, arguments), TestContext.Current.CancellationToken))
            .EnsureSuccess()
            .StandardOutput;

    private static byte[] Write()
    {
        using var stream = new MemoryStream();
        UdebWriter.Write(stream, _standIn, [_module]);
        return stream.ToArray();
    }

    // ar(5): a global header of 8 bytes, then members of a 60 byte header and content padded to even length.
    private static byte[] Member(string name)
    {
        var all = Write();
        var position = 8;
        while (position < all.Length)
        {
            var header = Encoding.ASCII.GetString(all, position, 60);
            var size = int.Parse(header[48..58]);
            if (header[..16].TrimEnd(' ', '/') == name)
            {
                return all[(position + 60)..(position + 60 + size)];
            }

            position += 60 + size + (size % 2);
        }

        throw new InvalidOperationException($"no member {name}");
    }
}
