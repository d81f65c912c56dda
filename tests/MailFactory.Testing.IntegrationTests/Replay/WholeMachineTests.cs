using System.Globalization;
using System.Text.Json;
using MailFactory.Testing.Files;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Replay;

/// <summary>
/// Whole machines: small disks of Debian releases that start by themselves, taken by the real build in real QEMU through provisioning
/// and all checks. Runs only when asked for (<c>./build.sh MachineTests</c>): one machine takes ten minutes or more under emulation.
/// </summary>
[Trait(Suites.Name, Suites.Machines)]
public sealed class WholeMachineTests : IDisposable
{
    private const string CloudInit = "cloud-init";
    private static readonly TimeSpan _longest = TimeSpan.FromHours(3);
    private readonly ReplayHost _host = new(isReplaying: false);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Theory(Explicit = true)]
    [InlineData("debian-11", "bullseye", "key")]
    [InlineData("debian-12", "bookworm", "key")]
    [InlineData("debian-12", "bookworm", CloudInit)]
    [InlineData("debian-14", "forky", "key", "sieve", "quota", "spam")]
    public async Task A_mail_server_on_a_whole_machine_passes_all_checks_and_its_disk_stays_as_it_was(
        string distro,
        string suite,
        string access,
        params string[] parts
    )
    {
        var (disk, key) = await DiskAsync(suite, access);
        var digest = await Digest.OfFileAsync(disk, Cancellation);
        string[] login = access == CloudInit ? [] : Login(key);
        string[] command = [.. Test(distro, disk), .. login, .. parts.Length == 0 ? [] : new[] { "--parts" }, .. parts];
        var result = await _host.RunAsync(command, _longest, Cancellation);
        Assert.True(result.IsSuccess, result.StandardOutput + result.StandardError);
        Assert.Equal(digest, await Digest.OfFileAsync(disk, Cancellation));

        var test = _host.Report().GetProperty("stages").EnumerateArray().Last();
        TestContext.Current.SendDiagnosticMessage(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{distro} by {access}: {Tally(test.GetProperty("checks"))}; {test.GetProperty("summary").GetString()}; "
                    + $"{result.Duration.TotalMinutes:0.0} min"
            )
        );
        if (login.Length > 0)
        {
            await GoesOnAsync(command);
            Assert.Equal(digest, await Digest.OfFileAsync(disk, Cancellation));
        }
    }

    [Fact(Explicit = true)]
    public async Task A_saved_machine_that_is_damaged_is_told_and_the_disk_boots_as_if_there_were_none()
    {
        var (disk, key) = await DiskAsync("bookworm", "key");
        string[] command = [.. Test("debian-12", disk), .. Login(key), "--checks", "TLS-01"];
        var first = await _host.RunAsync(command, _longest, Cancellation);
        Assert.True(first.IsSuccess, first.StandardOutput + first.StandardError);
        var saved = Directory.GetFiles(Path.Combine(_host.Work, "vms", "warm"), "*.memory");
        Assert.Equal(2, saved.Length);
        saved.ToList().ForEach(FlipByte);

        var second = await _host.RunAsync(command, _longest, Cancellation);
        Assert.True(second.IsSuccess, second.StandardOutput + second.StandardError);
        foreach (var path in saved)
        {
            Assert.Contains(
                $"was not used, and is removed: {path} is damaged: its digest is not the one that it was saved with",
                second.StandardOutput,
                StringComparison.Ordinal
            );
        }

        Assert.DoesNotContain("goes on from", second.StandardOutput, StringComparison.Ordinal);
        await GoesOnAsync(command[..^2]);
    }

    private static string[] Test(string distro, string disk) => ["TestMailServer", "Report", "--distro", distro, "--image", disk];

    private static string[] Login(string key) => ["--image-user", "mailtest", "--ssh-key", key];

    private static void FlipByte(string path)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = file.Length / 2;
        var flipped = (byte)~file.ReadByte();
        file.Position--;
        file.WriteByte(flipped);
    }

    // The next test finds the machine with its mail server, and gives the accounts its own passwords: mail that comes and is read proves it.
    private async Task GoesOnAsync(string[] command)
    {
        var result = await _host.RunAsync([.. command, "--checks", "TLS-01,SMTP-01,DLV-01,IMAP-01"], _longest, Cancellation);
        Assert.True(result.IsSuccess, result.StandardOutput + result.StandardError);
        var evidence = _host.Report().GetProperty("stages").EnumerateArray().Last().GetProperty("evidence");
        var start = evidence
            .EnumerateArray()
            .Select(line => line.GetString()!)
            .First(line => line.StartsWith("it continued from", StringComparison.Ordinal));
        Assert.Contains("as its mail server was set up", start, StringComparison.Ordinal);
        TestContext.Current.SendDiagnosticMessage($"{start}; {result.Duration.TotalSeconds:0} s for all of it");
    }

    private static string Tally(JsonElement checks) =>
        string.Join(
            ", ",
            checks
                .EnumerateArray()
                .GroupBy(check => check.GetProperty("verdict").GetString())
                .OrderBy(verdict => verdict.Key, StringComparer.Ordinal)
                .Select(verdict => $"{verdict.Count()} {verdict.Key}")
        );

    // Made once and kept in the work directory, in its place only when it is whole.
    private static async Task<(string Disk, string Key)> DiskAsync(string suite, string access)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "a root file system with owners needs root");
        Tools.Require("mmdebstrap", "mke2fs", "ssh-keygen");
        var script = Repository.PathOf("tests", "Disks", "make-debian-disk.sh");
        var folder = Path.Combine(
            Repository.PathOf("vms", "rootfs"),
            $"disk-{suite}-{access}-{Digest.OfText(await File.ReadAllTextAsync(script, Cancellation))[..12]}"
        );
        if (!Directory.Exists(folder))
        {
            var partial = Directory.CreateDirectory($"{folder}.{Environment.ProcessId}.partial").FullName;
            await SshKeyPair.CreateAsync(Path.Combine(partial, "key"), "mailtest", Cancellation);
            var made = Path.Combine(partial, "key.pub");
            var make = ToolCommand.Create(
                "sh",
                script,
                suite,
                Path.Combine(partial, "disk.qcow2"),
                access == CloudInit ? CloudInit : made
            ) with
            {
                Timeout = _longest,
            };
            (await ToolRunner.RunAsync(make, Cancellation)).EnsureSuccess();
            Directory.Move(partial, folder);
        }

        return (Path.Combine(folder, "disk.qcow2"), Path.Combine(folder, "key"));
    }
}
