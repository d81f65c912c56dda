using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.AnswerFiles;

public sealed class SeedMediumTests
{
    private static readonly Dictionary<string, string> _files = new(StringComparer.Ordinal)
    {
        ["user-data"] = "#cloud-config\nname: Jürgen\n",
        ["meta-data"] = "instance-id: 1\n",
        ["vendor-data"] = string.Empty,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(SeedMedium.CidataLabel)]
    [InlineData(SeedMedium.OemdrvLabel)]
    public async Task The_label_and_every_file_can_be_read_back(string label)
    {
        Assert.SkipWhen(ToolRunner.Find("xorriso") is null, "not installed: xorriso");
        using var folder = new TemporaryFolder();
        var iso = folder.PathOf("seed.iso");
        await SeedMedium.CreateAsync(iso, label, _files, Cancellation);

        Assert.Equal(label, await IsoVolume.ReadIdAsync(iso, Cancellation));
        var target = folder.PathOf("out");
        (
            await ToolRunner.RunAsync(ToolCommand.Create("xorriso", "-osirrox", "on", "-indev", iso, "-extract", "/", target), Cancellation)
        ).EnsureSuccess();
        Assert.Equal(_files.Keys.Order(), Directory.EnumerateFiles(target).Select(file => Path.GetFileName(file)).Order());
        Assert.All(_files, file => Assert.Equal(file.Value, File.ReadAllText(Path.Combine(target, file.Key))));
        Assert.Equal(["seed.iso"], Directory.EnumerateFiles(folder.Path).Select(file => Path.GetFileName(file)));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_same_files_give_the_same_bytes_which_only_the_owner_may_read()
    {
        Assert.SkipWhen(ToolRunner.Find("xorriso") is null, "not installed: xorriso");
        using var folder = new TemporaryFolder();
        string[] isos = [folder.PathOf("one.iso"), folder.PathOf("two.iso"), folder.PathOf("other.iso")];
        await SeedMedium.CreateAsync(isos[0], "OEMDRV", _files, Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(1.1), Cancellation);
        await SeedMedium.CreateAsync(isos[1], "OEMDRV", _files, Cancellation);
        await SeedMedium.CreateAsync(isos[2], "OEMDRV", new Dictionary<string, string>(_files) { ["ks.cfg"] = "text\n" }, Cancellation);

        Assert.Equal(await File.ReadAllBytesAsync(isos[0], Cancellation), await File.ReadAllBytesAsync(isos[1], Cancellation));
        Assert.NotEqual(await File.ReadAllBytesAsync(isos[0], Cancellation), await File.ReadAllBytesAsync(isos[2], Cancellation));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(isos[0]));
        }
    }

    [Fact(Timeout = 10_000)]
    public async Task What_is_no_ISO_image_has_no_volume_id()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathOf("page.iso"), new string('x', 40_000), Cancellation);
        Assert.Null(await IsoVolume.ReadIdAsync(folder.PathOf("page.iso"), Cancellation));
    }
}
