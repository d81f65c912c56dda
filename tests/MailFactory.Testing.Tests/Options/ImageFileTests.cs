using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Matrix.Images;

namespace MailFactory.Testing.Tests.Options;

/// <summary>Files as users have them, told apart by their own bytes.</summary>
public sealed class ImageFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task A_qcow2_image_and_a_raw_disk_are_taken_as_what_they_are()
    {
        await QemuImgAsync("create", "-q", "-f", "qcow2", _folder.PathOf("disk.qcow2"), "1M");
        Assert.Equal(new ImageFile(_folder.PathOf("disk.qcow2"), "qcow2"), await ImageAsync("disk.qcow2"));
        await File.WriteAllBytesAsync(_folder.PathOf("disk.raw"), RawDisk.Bytes(), Cancellation);
        Assert.Equal(new ImageFile(_folder.PathOf("disk.raw"), "raw"), await ImageAsync("disk.raw"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_link_leads_to_the_file_that_QEMU_will_open()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        await File.WriteAllBytesAsync(_folder.PathOf("disk.raw"), RawDisk.Bytes(), Cancellation);
        File.CreateSymbolicLink(_folder.PathOf("link"), _folder.PathOf("disk.raw"));
        Assert.Equal(_folder.PathOf("disk.raw"), (await ImageAsync("link")).Path);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("create -q -f qcow2 -u -b /dev/null -F raw {0} 1M", "is not used: it is an overlay of another image")]
    [InlineData("create -q -f qcow2 -o data_file={0}.data {0} 1M", "is not used: its data are in another file")]
    [InlineData("create -q -f vmdk {0} 1M", "is a VMDK image; qemu-img convert -O qcow2")]
    [InlineData("create -q -f vdi {0} 1M", "is a VDI image")]
    [InlineData("create -q -f vhdx {0} 8M", "is a VHDX image")]
    [InlineData("create -q -f vpc {0} 8M", "is a VHD image")]
    [InlineData("create -q -f raw {0} 1M", "is not a disk image: it is neither a qcow2 image nor begins with the boot record")]
    public async Task Images_that_need_more_than_themselves_or_are_of_another_kind_are_refused(string command, string fault)
    {
        await QemuImgAsync([.. command.Split(' ').Select(word => word.Replace("{0}", _folder.PathOf("disk"), StringComparison.Ordinal))]);
        Assert.Contains(fault, await FaultAsync("disk"), StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(new byte[] { 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 0 }, "is compressed (xz); unpack it first")]
    [InlineData(new byte[] { 0x1f, 0x8b, 8, 0 }, "is compressed (gzip); unpack it first")]
    [InlineData(new byte[] { 0x50, 0x4b, 3, 4 }, "is a ZIP archive; unpack it first")]
    [InlineData(new byte[] { }, "is not a disk image")]
    [InlineData(new byte[] { 1, 2, 3 }, "is not a disk image")]
    public async Task What_has_yet_to_be_unpacked_or_holds_nothing_is_told(byte[] bytes, string fault)
    {
        await File.WriteAllBytesAsync(_folder.PathOf("disk"), bytes, Cancellation);
        Assert.Contains(fault, await FaultAsync("disk"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_install_medium_is_no_disk()
    {
        var iso = RawDisk.Bytes(0x9000);
        "CD001"u8.CopyTo(iso.AsSpan(0x8001));
        await File.WriteAllBytesAsync(_folder.PathOf("disk"), iso, Cancellation);
        Assert.Contains("is an install medium (ISO 9660), not a disk", await FaultAsync("disk"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_is_not_there_a_folder_and_a_pipe_are_named_and_nobody_waits_for_them()
    {
        Assert.Equal($"there is no {_folder.PathOf("nothing")}", await FaultAsync("nothing"));
        Assert.Equal($"{_folder.Path} is a folder, not a disk image", (await ImageFile.ProbeAsync(_folder.Path, Cancellation)).Fault);
        (await ToolRunner.RunAsync(ToolCommand.Create("mkfifo", _folder.PathOf("pipe")), Cancellation)).EnsureSuccess();
        Assert.Equal($"{_folder.PathOf("pipe")} is not a regular file", await FaultAsync("pipe"));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_wrong_with_the_file_is_told_before_the_first_stage_of_a_mail_test_only()
    {
        await File.WriteAllTextAsync(_folder.PathOf("disk"), "text", Cancellation);
        var options = new RunOptions
        {
            Repository = Repository.Root,
            Layout = new WorkLayout(_folder.PathOf("work")),
            Distros = ["debian-12"],
            Image = new ImageOptions { File = _folder.PathOf("disk") },
        };
        var error = await Assert.ThrowsAsync<RunOptionsException>(() =>
            StageInputsCheck.CheckAsync(options, Enum.GetValues<Stage>(), Cancellation)
        );
        Assert.StartsWith($"--image: {_folder.PathOf("disk")} is not a disk image", error.Message, StringComparison.Ordinal);
        await StageInputsCheck.CheckAsync(options, [Stage.Download], Cancellation);
    }

    private static async Task QemuImgAsync(params string[] arguments)
    {
        Assert.SkipWhen(ToolRunner.Find("qemu-img") is null, "not installed: qemu-img");
        (await ToolRunner.RunAsync(ToolCommand.Create("qemu-img", arguments), Cancellation)).EnsureSuccess();
    }

    private async Task<ImageFile> ImageAsync(string name)
    {
        var (image, fault) = await ImageFile.ProbeAsync(_folder.PathOf(name), Cancellation);
        Assert.Null(fault);
        return image!;
    }

    private async Task<string> FaultAsync(string name)
    {
        var (image, fault) = await ImageFile.ProbeAsync(_folder.PathOf(name), Cancellation);
        Assert.Null(image);
        return fault!;
    }
}
