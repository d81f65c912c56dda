using MailFactory.Testing.Commands.Cleaning;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Commands.Cleaning;

public sealed class WorkDirectoryCleaningTests : IDisposable
{
    private static readonly CleanOptions _all = new()
    {
        Media = true,
        Machines = true,
        Archives = true,
    };
    private readonly TemporaryFolder _folder = new();

    public WorkDirectoryCleaningTests()
    {
        Write("isos/debian-13/debian.iso", 2_000_000, days: 40);
        Write("vms/debian-13/disk.qcow2", 3_000_000, days: 1);
        Write($"vms/debian-13/{FolderMarker.FileName}", 0, days: 1);
        Write("vms/rocky-9/disk.qcow2", 3_000_000, days: 40);
        Write($"vms/rocky-9/{FolderMarker.FileName}", 0, days: 40);
        Write("vms/logs/vm_install_debian-13.log", 100, days: 40);
        Write("vms/archive/debian-13-abc.qcow2", 1_000_000, days: 40);
        Write("vms/archive/debian-13-abc.id_ed25519", 400, days: 40);
        Write("vms/archive/SHA256SUMS", 70, days: 40);
        Manifest("debian-13-abc", "debian-13-abc.qcow2");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WorkLayout Layout => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task All_of_the_kinds_asked_for_goes_after_it_was_shown()
    {
        var said = await CleanAsync(_all);
        Assert.Contains("medium", said, StringComparison.Ordinal);
        Assert.Contains("4 of 4 can go: 9.0 MB", said, StringComparison.Ordinal);
        Assert.Contains("freed 9.0 MB", said, StringComparison.Ordinal);
        Assert.Equal(["orchestration_logs/run.lock", "vms/archive/SHA256SUMS", "vms/logs/vm_install_debian-13.log"], Left());
    }

    [Theory(Timeout = 30_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_dry_run_and_a_call_that_names_nothing_only_show(bool isDryRun)
    {
        var before = Left();
        var said = await CleanAsync(isDryRun ? _all with { IsDryRun = true } : new CleanOptions());
        Assert.Contains("nothing was removed", said, StringComparison.Ordinal);
        Assert.Contains("4 of 4 can go", said, StringComparison.Ordinal);
        Assert.Equal(before, Left());
    }

    [Fact(Timeout = 30_000)]
    public async Task What_was_used_lately_stays()
    {
        await CleanAsync(new CleanOptions { Machines = true, OlderThan = "30d" });
        Assert.True(File.Exists(Path("vms/debian-13/disk.qcow2")));
        Assert.False(Directory.Exists(Path("vms/rocky-9")));
        Assert.True(File.Exists(Path("vms/archive/debian-13-abc.qcow2")));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_running_build_uses_stays_and_the_build_is_named()
    {
        var holder = new WorkDirectoryHolder
        {
            Process = ProcessIdentity.Current,
            Since = DateTimeOffset.UnixEpoch,
            Distros = ["rocky-9"],
        };
        using var taken = await WorkDirectoryLock.TakeAsync(Layout, holder, Cancellation);
        var said = await CleanAsync(_all);
        Assert.Contains($"stays: the build of process {Environment.ProcessId}", said, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path("vms/rocky-9")));
        Assert.False(Directory.Exists(Path("vms/debian-13")));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_folder_of_a_machine_that_still_runs_stays()
    {
        var leases = new LeaseRegistry(Layout.Leases, TimeProvider.System);
        await leases.TakeAsync(
            "vm_install_debian-13",
            ProcessKind.Machine,
            ProcessIdentity.Current,
            "nonce",
            "qemu",
            scratchFolder: null,
            Cancellation
        );
        var said = await CleanAsync(_all);
        Assert.Contains("stays: vm_install_debian-13", said, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path("vms/debian-13")));
        Assert.False(Directory.Exists(Path("vms/rocky-9")));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_no_manifest_and_no_sign_says_is_ours_stays()
    {
        string[] foreign =
        [
            "vms/release/v1/debian-13.qcow2",
            "vms/my-own-machine/disk.qcow2",
            "vms/archive/thesis.odt",
            "vms/archive/debian-13-xyz.qcow2",
            "vms/kept/mine/disk.qcow2",
            "vms/archive/named.qcow2",
        ];
        foreach (var file in foreign)
        {
            Write(file, 1_000, days: 40);
        }

        Manifest("debian-13-evil", "thesis.odt");
        Manifest("debian-13-worse", "../my-own-machine/disk.qcow2");
        Directory.CreateSymbolicLink(Path("vms/linked"), Path("vms/my-own-machine"));
        var said = await CleanAsync(_all);
        Assert.DoesNotContain("my-own-machine", said, StringComparison.Ordinal);
        Assert.All(foreign, file => Assert.True(File.Exists(Path(file)), file));
        Assert.False(Directory.Exists(Path("vms/rocky-9")));
        Assert.False(File.Exists(Path("vms/archive/debian-13-abc.qcow2")));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("soon")]
    [InlineData("12")]
    [InlineData("-3d")]
    public async Task An_age_that_is_none_is_refused_before_anything_goes(string age)
    {
        var before = Left();
        var error = await Assert.ThrowsAsync<RunOptionsException>(() => CleanAsync(_all with { OlderThan = age }));
        Assert.Contains("12h or 30d", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Left());
    }

    private async Task<string> CleanAsync(CleanOptions options)
    {
        var console = new StringWriter();
        await WorkDirectoryCleaning.CleanAsync(
            new RunOptions { Repository = _folder.Path, Layout = Layout },
            options,
            console,
            TimeProvider.System,
            Cancellation
        );
        return console.ToString();
    }

    private string Path(string name) => System.IO.Path.Combine(_folder.Path, name);

    private List<string> Left() =>
        [
            .. Directory
                .EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
                .Select(file => System.IO.Path.GetRelativePath(_folder.Path, file))
                .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal) || file.EndsWith("run.lock", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    private void Manifest(string name, string disk)
    {
        var manifest = new MailFactory.Testing.Archives.ArchiveManifest
        {
            Distro = "debian-13",
            Key = name["debian-13-".Length..],
            Inputs = new Dictionary<string, string>(),
            DiskFile = disk,
            DiskSha256 = string.Empty,
            DiskBytes = 1,
            SshKeyFile = $"{name}.id_ed25519",
            User = "mailtest",
            Installed = DateTimeOffset.UnixEpoch,
            InstallSeconds = 1,
            Accelerator = "tcg",
            Trust = "Signed",
            OsName = "Debian",
            Packages = [],
        };
        var file = Path($"vms/archive/{name}.manifest.json");
        File.WriteAllText(file, System.Text.Json.JsonSerializer.Serialize(manifest, System.Text.Json.JsonSerializerOptions.Web));
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-40));
    }

    private void Write(string name, int bytes, int days)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllBytes(Path(name), new byte[bytes]);
        File.SetLastWriteTimeUtc(Path(name), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-days));
    }
}
