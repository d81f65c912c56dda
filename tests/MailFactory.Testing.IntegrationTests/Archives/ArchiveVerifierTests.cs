using MailFactory.Testing.Archives;
using MailFactory.Testing.Files;
using MailFactory.Testing.IntegrationTests.Qemu;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Archives;

/// <summary>Each thing that can be wrong in an archive, done to a real one.</summary>
public sealed class ArchiveVerifierTests : IDisposable
{
    private readonly MachineFolder _folder = new();
    private readonly InputKey _key = new(new Dictionary<string, string> { ["medium"] = "abc" });

    public ArchiveVerifierTests() => Tools.Require("qemu-img");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Disk => new ArchiveStore(_folder.Path).DiskPath("debian-13", _key);

    private string Manifest => Path.ChangeExtension(Disk, ".manifest.json");

    private string Sums => _folder.File("SHA256SUMS");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task A_sound_archive_has_no_findings_and_neither_has_none()
    {
        Assert.Empty(await VerifyAsync());
        await ArchiveAsync();
        Assert.Empty(await VerifyAsync());
    }

    [Theory(Timeout = 120_000)]
    [InlineData("delete disk", ArchiveFault.Missing, ".qcow2")]
    [InlineData("delete key", ArchiveFault.Missing, ".id_ed25519")]
    [InlineData("delete sums", ArchiveFault.Missing, "SHA256SUMS")]
    [InlineData("pipe for sums", ArchiveFault.Missing, "SHA256SUMS")]
    [InlineData("delete manifest", ArchiveFault.Missing, ".manifest.json")]
    [InlineData("truncate disk", ArchiveFault.WrongSize, ".qcow2")]
    [InlineData("flip a bit", ArchiveFault.Corrupted, ".qcow2")]
    [InlineData("edit manifest", ArchiveFault.Corrupted, ".manifest.json")]
    [InlineData("break manifest", ArchiveFault.Corrupted, ".manifest.json")]
    [InlineData("edit sums", ArchiveFault.Corrupted, "SHA256SUMS")]
    [InlineData("empty sums", ArchiveFault.Incomplete, "SHA256SUMS")]
    [InlineData("open key", ArchiveFault.Exposed, ".id_ed25519")]
    [InlineData("add stranger", ArchiveFault.Foreign, "stranger.img")]
    [InlineData("add leftover", ArchiveFault.Foreign, "x.qcow2.partial")]
    internal async Task Each_damage_is_named_with_its_file(string damage, ArchiveFault fault, string file)
    {
        await ArchiveAsync();
        await DamageAsync(damage);
        Assert.Contains(await VerifyAsync(), finding => finding.Fault == fault && finding.File.EndsWith(file, StringComparison.Ordinal));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("qcow2", "-o data_file={0}", ArchiveFault.NotAlone, "its data are in another file")]
    [InlineData("qcow2", "-o data_file={0},data_file_raw=on", ArchiveFault.NotAlone, "its data are in another file")]
    [InlineData("qcow2", "-u -F raw -b {0}", ArchiveFault.NotAlone, "it is an overlay of another image")]
    [InlineData("qcow2", "-u -F raw -b nbd://127.0.0.1:1/x", ArchiveFault.NotAlone, "it is an overlay of another image")]
    [InlineData(
        "qcow2",
        "--object secret,id=s,data=x -o encrypt.format=aes,encrypt.key-secret=s",
        ArchiveFault.NotAlone,
        "it is encrypted"
    )]
    [InlineData("raw", "", ArchiveFault.Unsound, "it is not a qcow2 image")]
    [InlineData("vmdk", "-o subformat=monolithicFlat", ArchiveFault.Unsound, "it is not a qcow2 image")]
    [InlineData("vdi", "", ArchiveFault.Unsound, "it is not a qcow2 image")]
    internal async Task An_image_that_is_not_whole_and_plain_is_no_archive_even_when_its_digest_is_right(
        string format,
        string options,
        ArchiveFault fault,
        string explanation
    )
    {
        var elsewhere = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.raw");
        try
        {
            var words = string.Format(System.Globalization.CultureInfo.InvariantCulture, options, elsewhere)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries);
            await ArchiveAsync(async path =>
                (
                    await ToolRunner.RunAsync(
                        ToolCommand.Create("qemu-img", ["create", "-q", "-f", format, .. words, path, "1M"]),
                        Cancellation
                    )
                ).EnsureSuccess()
            );
            Assert.Contains(await VerifyAsync(), finding => finding == new ArchiveFinding(Path.GetFileName(Disk), fault, explanation));
        }
        finally
        {
            File.Delete(elsewhere);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_manifest_that_names_a_file_elsewhere_is_a_fault_and_the_file_is_left_alone()
    {
        await ArchiveAsync();
        var text = await File.ReadAllTextAsync(Manifest, Cancellation);
        await File.WriteAllTextAsync(
            Manifest,
            text.Replace($"\"{Path.GetFileName(Disk)}\"", "\"../x.qcow2\"", StringComparison.Ordinal),
            Cancellation
        );
        Assert.Contains(
            await VerifyAsync(),
            finding => finding.Fault == ArchiveFault.Corrupted && finding.File == Path.GetFileName(Manifest)
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task A_damaged_image_is_found_even_when_its_digest_is_right()
    {
        await ArchiveAsync(async path =>
        {
            await DiskImage.CreateAsync(path, 1, Cancellation);
            await using var stream = new FileStream(path, FileMode.Open);
            stream.Position = 1 << 16;
            await stream.WriteAsync(new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, Cancellation);
        });
        Assert.Contains(await VerifyAsync(), finding => finding.Fault == ArchiveFault.Unsound);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_manifest_without_provenance_is_incomplete()
    {
        await ArchiveAsync(provenance: null);
        var finding = Assert.Single(await VerifyAsync());
        Assert.Equal((ArchiveFault.Incomplete, "the manifest has no provenance"), (finding.Fault, finding.Explanation));
    }

    private Task<IReadOnlyList<ArchiveFinding>> VerifyAsync() => new ArchiveVerifier(_folder.Path).VerifyAsync(Cancellation);

    private async Task DamageAsync(string damage)
    {
        switch (damage)
        {
            case "delete disk":
                File.Delete(Disk);
                break;
            case "delete key":
                File.Delete(Path.ChangeExtension(Disk, ".id_ed25519"));
                break;
            case "delete sums":
                File.Delete(Sums);
                break;
            case "pipe for sums":
                File.Delete(Sums);
                (await ToolRunner.RunAsync(ToolCommand.Create("mkfifo", Sums), Cancellation)).EnsureSuccess();
                break;
            case "delete manifest":
                File.Delete(Manifest);
                break;
            case "truncate disk":
                await ChangeAsync(Disk, bytes => bytes[..^1]);
                break;
            case "flip a bit":
                await ChangeAsync(Disk, bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
                break;
            case "edit manifest":
                await File.WriteAllTextAsync(
                    Manifest,
                    (await File.ReadAllTextAsync(Manifest, Cancellation)).Replace("Signed", "Pinned", StringComparison.Ordinal),
                    Cancellation
                );
                break;
            case "break manifest":
                await File.WriteAllTextAsync(Manifest, "{ \"dist", Cancellation);
                break;
            case "edit sums":
                await File.WriteAllTextAsync(Sums, $"{Digest.OfText("other")}  {Path.GetFileName(Disk)}\n", Cancellation);
                break;
            case "empty sums":
                await File.WriteAllTextAsync(Sums, string.Empty, Cancellation);
                break;
            case "open key" when !OperatingSystem.IsWindows():
                File.SetUnixFileMode(Path.ChangeExtension(Disk, ".id_ed25519"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
                break;
            case "add stranger":
                await File.WriteAllTextAsync(_folder.File("stranger.img"), "x", Cancellation);
                break;
            default:
                await File.WriteAllTextAsync(_folder.File("x.qcow2.partial"), "x", Cancellation);
                break;
        }
    }

    private static async Task ChangeAsync(string path, Func<byte[], byte[]> change) =>
        await File.WriteAllBytesAsync(path, change(await File.ReadAllBytesAsync(path, Cancellation)), Cancellation);

    private Task ArchiveAsync() => ArchiveAsync(path => DiskImage.CreateAsync(path, 1, Cancellation));

    private Task ArchiveAsync(ArchiveProvenance? provenance) =>
        ArchiveAsync(path => DiskImage.CreateAsync(path, 1, Cancellation), provenance);

    private Task ArchiveAsync(Func<string, Task> create) => ArchiveAsync(create, Provenance);

    private async Task ArchiveAsync(Func<string, Task> create, ArchiveProvenance? provenance)
    {
        await create(Disk);
        var key = Path.ChangeExtension(Disk, ".id_ed25519");
        await AtomicFile.WriteSecretAsync(key, "key", Cancellation);
        await new ArchiveStore(_folder.Path).AddAsync(
            new ArchiveManifest
            {
                Distro = "debian-13",
                Key = _key.Value,
                Inputs = _key.Inputs,
                DiskFile = Path.GetFileName(Disk),
                DiskSha256 = await Digest.OfFileAsync(Disk, Cancellation),
                DiskBytes = new FileInfo(Disk).Length,
                SshKeyFile = Path.GetFileName(key),
                User = "mailtest",
                Installed = DateTimeOffset.UnixEpoch,
                InstallSeconds = 1,
                Accelerator = "tcg",
                Trust = "Signed",
                OsName = "Debian GNU/Linux 13 (trixie)",
                Packages = ["bash 5.2"],
                InstalledBytes = 1,
                Provenance = provenance,
            },
            Cancellation
        );
    }

    private static ArchiveProvenance Provenance { get; } =
        new()
        {
            Medium = new MediumOrigin
            {
                File = "x.iso",
                Url = null,
                Sha256 = "abc",
                Version = "1",
                Trust = "Signed",
                Proof = "a signature",
            },
            AnswerFiles = new Dictionary<string, string> { ["preseed.cfg"] = "abc" },
            MemoryMiB = 1024,
            DiskGiB = 10,
            Cpus = 1,
            Firmware = "bios",
            Qemu = "7.2",
            Tool = "0.1.0",
            PhaseSeconds = new Dictionary<string, double> { ["kernel"] = 1 },
            BootSeconds = 1,
        };
}
