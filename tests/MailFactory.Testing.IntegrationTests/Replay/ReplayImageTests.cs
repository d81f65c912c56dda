using System.Text.Json;
using MailFactory.Testing.Files;
using MailFactory.Testing.Guests;
using MailFactory.Testing.IntegrationTests.Provisioning.Factory;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Provisioning.Factory;

namespace MailFactory.Testing.IntegrationTests.Replay;

/// <summary>
/// The whole build on a disk that somebody has: which stages it needs, how it gets in, what it says of the disk, and that the disk is
/// as it was. The provisioner is the stand-in for Mail Server Factory, as its end is in the test's hands.
/// </summary>
public sealed class ReplayImageTests(StandInFactory factory) : IClassFixture<StandInFactory>, IDisposable
{
    private const string Debian12 = "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n";
    private readonly ReplayHost _host = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Theory(Timeout = 300_000)]
    [InlineData("raw", true)]
    [InlineData("qcow2", false)]
    public async Task A_disk_is_tested_without_an_install_and_stays_as_it_was(string format, bool hasKey)
    {
        var key = await SshKeyPair.CreateAsync(_host.PathOf("key"), "mailtest", Cancellation);
        var disk = await DiskAsync(format, hasKey ? key.PublicKey : string.Empty, hasCode: true);
        var digest = await Digest.OfFileAsync(disk, Cancellation);
        string[] access = hasKey ? ["--image-user", "mailtest", "--ssh-key", key.PrivateKeyPath] : [];
        var result = await RunAsync("debian-12", disk, access);
        Assert.True(result.ExitCode == 1, result.StandardOutput + result.StandardError);
        var stages = _host.Report().GetProperty("stages").EnumerateArray().ToList();
        Assert.Equal(6, stages.Count);
        Assert.All(stages.SkipLast(1), stage => Assert.Equal("not needed: --image", stage.GetProperty("summary").GetString()));
        Assert.StartsWith("Mail Server Factory: factory failed", stages[^1].GetProperty("summary").GetString(), StringComparison.Ordinal);
        var evidence = stages[^1].GetProperty("evidence").EnumerateArray().Select(line => line.GetString()!).ToList();
        Assert.Contains($"image {disk}: {format}, {new FileInfo(disk).Length / 1e6:0} MB, sha256 {digest}", evidence);
        Assert.Contains("its system is Debian GNU/Linux 12 (bookworm)", evidence);
        Assert.Equal(!hasKey, evidence.Contains("cloud-init is done: status: done"));
        Assert.Equal(disk, _host.Report().GetProperty("facts")[0].GetProperty("image").GetString());
        Assert.Equal(digest, await Digest.OfFileAsync(disk, Cancellation));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_host.Work, "vms", "debian-12"), "*.qcow2"));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_system_that_is_another_one_is_said_and_gone_by()
    {
        var result = await RunAsync("debian-13", await DiskAsync("raw", string.Empty, hasCode: true));
        Assert.Contains(
            "debian-13: its system is Debian GNU/Linux 12 (bookworm) (debian 12), not debian-13 as --distro says",
            result.StandardOutput,
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task A_key_that_does_not_let_anybody_in_is_told_at_once_with_console_and_screen()
    {
        var right = await SshKeyPair.CreateAsync(_host.PathOf("right"), "mailtest", Cancellation);
        var wrong = await SshKeyPair.CreateAsync(_host.PathOf("wrong"), "mailtest", Cancellation);
        var result = await RunAsync(
            "debian-12",
            await DiskAsync("raw", right.PublicKey, hasCode: true),
            "--image-user",
            "mailtest",
            "--ssh-key",
            wrong.PrivateKeyPath
        );
        Assert.Equal(1, result.ExitCode);
        var test = _host.Report().GetProperty("stages").EnumerateArray().Last();
        Assert.Contains("refuses the key wrong of mailtest", test.GetProperty("summary").GetString(), StringComparison.Ordinal);
        var evidence = test.GetProperty("evidence").EnumerateArray().Select(line => line.GetString()!).ToList();
        Assert.Equal(["picture of the screen: mail-test-failed.png", "last lines on the serial console:"], evidence.Take(2));
        Assert.Contains("login:", evidence[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_host.Work, "vms", "debian-12", "mail-test-failed.png")));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_disk_that_no_firmware_can_start_is_told_before_a_machine_is_started()
    {
        var disk = await DiskAsync("raw", string.Empty, hasCode: false);
        var result = await RunAsync("debian-12", disk);
        Assert.Contains($"--image: {disk} has no boot loader", result.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(3, result.ExitCode);
        var bios = await RunAsync("debian-12", disk, "--firmware", "bios");
        Assert.Contains(
            "does not boot by BIOS: there is no code in its first sector; --firmware uefi may work",
            bios.StandardOutput,
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task A_disk_that_a_machine_writes_to_is_not_taken()
    {
        var disk = await DiskAsync("qcow2", string.Empty, hasCode: true);
        using var holder = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("qemu-io")
            {
                ArgumentList = { "-f", "qcow2", disk },
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        try
        {
            await holder.StandardInput.WriteLineAsync("write 1M 4k");
            await holder.StandardInput.FlushAsync(Cancellation);
            await holder.StandardOutput.ReadLineAsync(Cancellation);
            var result = await RunAsync("debian-12", disk);
            Assert.Equal(3, result.ExitCode);
            Assert.Contains($"--image: {disk} is in use: a machine writes to it", result.StandardOutput, StringComparison.Ordinal);
            Assert.False(Directory.Exists(Path.Combine(_host.Work, "vms")));
        }
        finally
        {
            holder.Kill();
            await holder.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task The_plan_of_such_a_run_is_its_mail_test()
    {
        var disk = await DiskAsync("raw", string.Empty, hasCode: true);
        var result = await _host.RunAsync(
            ["TestMailServer", "--distro", "debian-12", "--image", disk, "--plan", "--plan-format", "json"],
            Cancellation
        );
        Assert.True(result.IsSuccess, result.StandardOutput + result.StandardError);
        var stages = JsonElement.Parse(result.StandardOutput[result.StandardOutput.IndexOf('{')..]);
        var text = stages.GetRawText();
        Assert.Contains($"the mail server is tested on a copy of {disk}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"install\"", text, StringComparison.Ordinal);
    }

    private async Task<ToolResult> RunAsync(string distro, string disk, params string[] more)
    {
        await factory.PlayAsync(
            access: null,
            new FactoryTimes(),
            "log Package installer has been initialized",
            "log No installation steps for 'Debian' platform",
            "exit 1"
        );
        return await _host.RunAsync(
            [
                "TestMailServer",
                "--distro",
                distro,
                "--image",
                disk,
                .. more,
                "--provisioner",
                "mail-factory",
                "--mail-factory-home",
                factory.Home,
                "--docker-account",
                "tester",
                "--docker-password",
                "Docker-Secret-1",
            ],
            Cancellation
        );
    }

    // As the replay writes an installed system to a disk.
    private async Task<string> DiskAsync(string format, string publicKey, bool hasCode)
    {
        var bytes = new byte[1 << 20];
        (bytes[0], bytes[510], bytes[511]) = (hasCode ? (byte)0xeb : (byte)0, 0x55, 0xaa);
        JsonSerializer.SerializeToUtf8Bytes(new { OsRelease = Debian12, PublicKey = publicKey }).CopyTo(bytes, 1024);
        var raw = _host.PathOf("disk.raw");
        await File.WriteAllBytesAsync(raw, bytes, Cancellation);
        if (format == "raw")
        {
            return raw;
        }

        var disk = _host.PathOf("disk.qcow2");
        (
            await ToolRunner.RunAsync(ToolCommand.Create("qemu-img", "convert", "-f", "raw", "-O", format, raw, disk), Cancellation)
        ).EnsureSuccess();
        return disk;
    }
}
