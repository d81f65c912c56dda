using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Disks;

namespace MailFactory.Testing.Tests.Qemu.Disks;

/// <summary>Images that the real qemu-img made.</summary>
public sealed class Qcow2HeaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("create -f qcow2 {0} 1M")]
    [InlineData("create -f qcow2 -o compat=0.10 {0} 1M")]
    [InlineData("create -f qcow2 -o compression_type=zstd,extended_l2=on,lazy_refcounts=on {0} 1M")]
    public async Task A_plain_image_has_no_shortcoming(string arguments) => Assert.Empty((await HeaderAsync(arguments)).Shortcomings);

    [Theory(Timeout = 60_000)]
    [InlineData("create -f qcow2 -o data_file={1}/data.raw {0} 1M", "its data are in another file")]
    [InlineData("create -f qcow2 -o data_file={1}/data.raw,data_file_raw=on {0} 1M", "its data are in another file")]
    [InlineData("create -f qcow2 -u -b {1}/base -F raw {0} 1M", "it is an overlay of another image")]
    [InlineData("create -f qcow2 -o compat=0.10 -u -b /dev/null -F raw {0} 1M", "it is an overlay of another image")]
    [InlineData("create -f qcow2 --object secret,id=s,data=x -o encrypt.format=aes,encrypt.key-secret=s {0} 1M", "it is encrypted")]
    public async Task An_image_that_needs_more_than_itself_is_told_from_its_header(string arguments, string shortcoming) =>
        Assert.Equal([shortcoming], (await HeaderAsync(arguments)).Shortcomings);

    [Theory(Timeout = 60_000)]
    [InlineData("raw")]
    [InlineData("vmdk")]
    [InlineData("vdi")]
    [InlineData("vhdx")]
    [InlineData("vpc")]
    [InlineData("qed")]
    [InlineData("qcow")]
    public async Task Other_formats_are_told_apart(string format) =>
        Assert.False((await HeaderAsync($"create -f {format} {{0}} 8M")).IsQcow2);

    [Theory]
    [InlineData("")]
    [InlineData("QFI")]
    [InlineData("QFI\u00fb\0\0\0\u0003")]
    public async Task A_file_too_short_for_a_header_is_no_image(string text)
    {
        await File.WriteAllBytesAsync(_folder.PathOf("disk"), System.Text.Encoding.Latin1.GetBytes(text), Cancellation);
        Assert.False((await Qcow2Header.ReadAsync(_folder.PathOf("disk"), Cancellation)).IsQcow2);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(79, 1, "it was not closed properly")]
    [InlineData(79, 2, "it is marked as corrupt")]
    [InlineData(75, 1, "it has features that are not known here")]
    [InlineData(63, 1, "it holds snapshots")]
    public async Task A_mark_in_the_header_is_a_shortcoming(int offset, byte value, string shortcoming)
    {
        await HeaderAsync("create -f qcow2 {0} 1M");
        var disk = _folder.PathOf("disk");
        var bytes = await File.ReadAllBytesAsync(disk, Cancellation);
        bytes[offset] |= value;
        await File.WriteAllBytesAsync(disk, bytes, Cancellation);
        Assert.Equal([shortcoming], (await Qcow2Header.ReadAsync(disk, Cancellation)).Shortcomings);
    }

    private async Task<Qcow2Header> HeaderAsync(string arguments)
    {
        Assert.SkipWhen(ToolRunner.Find("qemu-img") is null, "not installed: qemu-img");
        var disk = _folder.PathOf("disk");
        var words = arguments
            .Split(' ')
            .Select(word => string.Format(System.Globalization.CultureInfo.InvariantCulture, word, disk, _folder.Path));
        (await ToolRunner.RunAsync(ToolCommand.Create("qemu-img", words), Cancellation)).EnsureSuccess();
        return await Qcow2Header.ReadAsync(disk, Cancellation);
    }
}
