using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Media;

/// <summary>ISOs made by xorriso with the vendors' layout and labels, read with the paths of the real catalogue.</summary>
public sealed class IsoExtractionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-factory-iso-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Labels as osinfo-db has them for the vendors' media.
    [Theory(Timeout = 120_000)]
    [InlineData("debian-12", "Debian 12.15.0 amd64 n", "install.amd/vmlinuz", "install.amd/initrd.gz", null)]
    [InlineData("debian-13", "Debian 13.7.0 amd64 n", "install.amd/vmlinuz", "install.amd/initrd.gz", null)]
    [InlineData("ubuntu-24", "Ubuntu-Server 24.04.5 LTS amd64", "casper/vmlinuz", "casper/initrd", null)]
    [InlineData(
        "fedora-41",
        "Fedora-S-dvd-x86_64-41",
        "images/pxeboot/vmlinuz",
        "images/pxeboot/initrd.img",
        "inst.stage2=hd:LABEL=Fedora-S-dvd-x86_64-41 "
    )]
    [InlineData(
        "almalinux-9",
        "AlmaLinux-9-8-x86_64-dvd",
        "images/pxeboot/vmlinuz",
        "images/pxeboot/initrd.img",
        "inst.stage2=hd:LABEL=AlmaLinux-9-8-x86_64-dvd "
    )]
    [InlineData(
        "rhel-9",
        "RHEL-9-6-0-BaseOS-x86_64",
        "images/pxeboot/vmlinuz",
        "images/pxeboot/initrd.img",
        "inst.stage2=hd:LABEL=RHEL-9-6-0-BaseOS-x86_64 "
    )]
    [InlineData("opensuse-15", "openSUSE-Leap-15.6-DVD-x86_64", "boot/x86_64/loader/linux", "boot/x86_64/loader/initrd", null)]
    public async Task Kernel_initrd_and_label_come_out_of_an_iso_of_the_vendors_layout(
        string id,
        string label,
        string kernel,
        string initrd,
        string? stage2
    )
    {
        var iso = await MakeAsync(label, (kernel, "a kernel"), (initrd, "an initrd"));
        var files = await MediaStore.ExtractAsync(DistroOf(id), await MediumOfAsync(id, iso), Path.Combine(_folder, "out"), Cancellation);
        Assert.True(files.IsSuccess, files.Failure?.Reason);
        Assert.Equal("a kernel", await File.ReadAllTextAsync(files.Value.Kernel, Cancellation));
        Assert.Equal("an initrd", await File.ReadAllTextAsync(files.Value.Initrd, Cancellation));
        Assert.Equal(label, files.Value.VolumeId);
        var catalogue = Catalogue();
        var line = KernelArguments.Render(catalogue.FamilyOf(DistroOf(id)), DistroOf(id), files.Value.VolumeId);
        Assert.Equal(stage2 is not null, line.Contains("inst.stage2=", StringComparison.Ordinal));
        Assert.Contains(stage2 ?? string.Empty, line, StringComparison.Ordinal);
        await File.AppendAllTextAsync(files.Value.Initrd, "an appendix", Cancellation);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_label_with_blanks_reaches_the_kernel_as_one_word()
    {
        var iso = await MakeAsync("RHEL 9 6", ("images/pxeboot/vmlinuz", "a kernel"), ("images/pxeboot/initrd.img", "an initrd"));
        var files = await MediaStore.ExtractAsync(
            DistroOf("rhel-9"),
            await MediumOfAsync("rhel-9", iso),
            Path.Combine(_folder, "out"),
            Cancellation
        );
        Assert.Contains(
            @"inst.stage2=hd:LABEL=RHEL\x209\x206 ",
            KernelArguments.Render(Catalogue().FamilyOf(DistroOf("rhel-9")), DistroOf("rhel-9"), files.Value?.VolumeId),
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task An_iso_without_an_installer_is_told_by_the_path_that_is_missing()
    {
        var iso = await MakeAsync("LIVE", ("casper/vmlinuz", "a kernel"));
        var files = await MediaStore.ExtractAsync(
            DistroOf("ubuntu-24"),
            await MediumOfAsync("ubuntu-24", iso),
            Path.Combine(_folder, "out"),
            Cancellation
        );
        Assert.Contains("does not hold /casper/initrd", files.Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_file_that_is_no_iso_is_told_as_such()
    {
        Tools.Require("xorriso");
        var path = Path.Combine(_folder, "page.iso");
        await File.WriteAllTextAsync(path, new string('x', 100_000), Cancellation);
        var files = await MediaStore.ExtractAsync(
            DistroOf("debian-13"),
            await MediumOfAsync("debian-13", path),
            Path.Combine(_folder, "out"),
            Cancellation
        );
        Assert.Contains("is not an ISO", files.Failure?.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Another_iso_in_the_place_of_the_verified_one_gives_no_kernel()
    {
        var iso = await MakeAsync("GOOD", ("install.amd/vmlinuz", "a kernel"), ("install.amd/initrd.gz", "an initrd"));
        var medium = await MediumOfAsync("debian-13", iso);
        File.Delete(iso);
        await MakeAsync("EVIL", ("install.amd/vmlinuz", "another kernel"));
        var files = await MediaStore.ExtractAsync(DistroOf("debian-13"), medium, Path.Combine(_folder, "out"), Cancellation);
        Assert.Contains("is no longer the file that was verified", files.Failure?.Reason, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "out")));
    }

    private static DistroCatalog Catalogue() => DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    private static Distro DistroOf(string id) => Catalogue().Select([id])[0];

    private static async Task<Medium> MediumOfAsync(string id, string iso) =>
        new()
        {
            DistroId = id,
            Kind = MediumKind.Iso,
            FilePath = iso,
            Sha256 = await Digest.OfFileAsync(iso, Cancellation),
            Version = string.Empty,
            Trust = TrustLevel.None,
            Proof = string.Empty,
        };

    private async Task<string> MakeAsync(string label, params (string Path, string Content)[] files)
    {
        Tools.Require("xorriso");
        var (tree, iso) = (Path.Combine(_folder, "tree"), Path.Combine(_folder, "medium.iso"));
        foreach (var (path, content) in files)
        {
            var full = Path.Combine(tree, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            await File.WriteAllTextAsync(full, content, Cancellation);
        }

        (
            await ToolRunner.RunAsync(
                ToolCommand.Create("xorriso", "-as", "mkisofs", "-quiet", "-o", iso, "-V", label, "-J", "-r", tree),
                Cancellation
            )
        ).EnsureSuccess();
        return iso;
    }
}
