using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Disks;

namespace MailFactory.Testing.IntegrationTests.Qemu.Disks;

public sealed class DiskImageTests : IDisposable
{
    private readonly MachineFolder _folder = new();

    public DiskImageTests() => Tools.Require("qemu-img");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task An_overlay_names_its_backing_file_and_a_compressed_copy_stands_alone()
    {
        var token = TestContext.Current.CancellationToken;
        var disk = await DiskImage.CreateAsync(_folder.File("disk.qcow2"), 2, token);
        var overlay = await disk.CreateOverlayAsync(_folder.File("overlay.qcow2"), token);
        var copy = await overlay.CompressAsync(_folder.File("copy.qcow2"), token);

        Assert.Equal(2L << 30, (await disk.InfoAsync(token)).VirtualBytes);
        Assert.Equal(disk.Path, (await overlay.InfoAsync(token)).BackingFile);
        var info = await copy.InfoAsync(token);
        Assert.Null(info.BackingFile);
        Assert.Equal("zstd", info.CompressionType);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_sound_image_passes_the_check_and_a_damaged_one_does_not()
    {
        var token = TestContext.Current.CancellationToken;
        var disk = await DiskImage.CreateAsync(_folder.File("disk.qcow2"), 1, token);
        Assert.Null(await disk.CheckAsync(token));

        await using (var stream = new FileStream(disk.Path, FileMode.Open))
        {
            // The refcount table (docs/interop/qcow2.txt) of a fresh image lies in its second 64 KiB cluster.
            stream.Position = 1 << 16;
            await stream.WriteAsync(new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, token);
        }

        Assert.NotNull(await disk.CheckAsync(token));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_no_image_is_an_error_that_names_it()
    {
        var error = await Assert.ThrowsAsync<ToolException>(() =>
            new DiskImage(_folder.File("none")).InfoAsync(TestContext.Current.CancellationToken)
        );
        Assert.Contains("none", error.Message, StringComparison.Ordinal);
    }
}
