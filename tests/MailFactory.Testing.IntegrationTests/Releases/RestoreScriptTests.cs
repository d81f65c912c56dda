using System.Security.Cryptography;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Files;
using MailFactory.Testing.IntegrationTests.Qemu;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Disks;
using MailFactory.Testing.Releases;

namespace MailFactory.Testing.IntegrationTests.Releases;

/// <summary>The script that people run, on real parts of a real image.</summary>
public sealed class RestoreScriptTests : IDisposable
{
    private const string Name = "debian-13";
    private readonly MachineFolder _folder = new();

    public RestoreScriptTests() => Tools.Require("sh", "sha256sum", "qemu-img", "qemu-io");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Restored => _folder.File("disk.qcow2");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task The_parts_become_the_image_again()
    {
        var image = await ReleaseAsync();
        var run = await RestoreAsync("--output", Restored);
        Assert.True(run.IsSuccess, run.StandardError);
        Assert.Equal(image, await Digest.OfFileAsync(Restored, Cancellation));
        Assert.Null(await new DiskImage(Restored).CheckAsync(Cancellation));
        Assert.Contains("not signed; its digests show damage, not who made the files", run.StandardOutput, StringComparison.Ordinal);
        Assert.True(Directory.EnumerateFiles(_folder.Path, "*.part*").Count() > 2);
    }

    [Fact(Timeout = 120_000)]
    public async Task An_expanded_disk_has_the_same_content_and_no_compression()
    {
        await ReleaseAsync();
        Assert.True((await RestoreAsync("--output", Restored)).IsSuccess);
        var run = await RestoreAsync("--expand", "--output", _folder.File("plain.qcow2"));
        Assert.True(run.IsSuccess, run.StandardError);
        var compare = await ToolRunner.RunAsync(
            ToolCommand.Create("qemu-img", "compare", Restored, _folder.File("plain.qcow2")),
            Cancellation
        );
        Assert.True(compare.IsSuccess, compare.StandardOutput);
        Assert.Equal("zlib", (await new DiskImage(_folder.File("plain.qcow2")).InfoAsync(Cancellation)).CompressionType);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("part02", "debian-13.qcow2.part02 is damaged: its SHA-256 is not the one in debian-13.SHA256SUMS")]
    [InlineData("manifest", "debian-13.manifest.json is damaged")]
    [InlineData("missing", "debian-13.qcow2.part03 is missing")]
    [InlineData("order", "the joined image is not the one that was released")]
    [InlineData("exists", "exists already")]
    [InlineData("path", "which is no plain file name")]
    public async Task What_is_wrong_is_named_and_no_disk_is_written(string fault, string words)
    {
        await ReleaseAsync();
        await SpoilAsync(fault);
        var run = await RestoreAsync("--output", Restored);
        Assert.False(run.IsSuccess);
        Assert.Contains(words, run.StandardError, StringComparison.Ordinal);
        Assert.Equal(fault == "exists", File.Exists(Restored));
        Assert.False(File.Exists($"{Restored}.partial"));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_signature_by_gpg_is_proven_with_the_signers_key_and_with_no_other()
    {
        Tools.Require("gpg");
        await ReleaseAsync();
        var signer = await GpgKey.CreateAsync(_folder.File("signer"), Cancellation);
        var stranger = await GpgKey.CreateAsync(_folder.File("stranger"), Cancellation);
        await signer.SignAsync(_folder.File($"{Name}.SHA256SUMS"), Cancellation);
        Assert.True(File.Exists(_folder.File($"{Name}.SHA256SUMS.asc")));
        var good = await RestoreAsync("--verify-only", "--public-key", signer.PublicKeyPath);
        Assert.True(good.IsSuccess, good.StandardError);
        Assert.Contains(
            $"good signature (gpg) by Release Signer <signer@example.org>, fingerprint {signer.Fingerprint}\n",
            good.StandardOutput,
            StringComparison.Ordinal
        );

        var foreign = await RestoreAsync("--verify-only", "--public-key", stranger.PublicKeyPath);
        Assert.Equal(1, foreign.ExitCode);
        Assert.Contains("is no good signature", foreign.StandardError, StringComparison.Ordinal);

        await File.AppendAllTextAsync(_folder.File($"{Name}.SHA256SUMS"), "\n", Cancellation);
        Assert.Equal(1, (await RestoreAsync("--verify-only", "--public-key", signer.PublicKeyPath)).ExitCode);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("expired", "the key of its signer has expired: Release Signer")]
    [InlineData("revoked", "the key of its signer was revoked: Release Signer")]
    public async Task A_key_that_is_no_longer_good_is_none_although_gpg_ends_well(string state, string words)
    {
        Tools.Require("gpg");
        await ReleaseAsync();
        var sums = _folder.File($"{Name}.SHA256SUMS");
        GpgKey signer;
        if (state == "expired")
        {
            signer = await GpgKey.CreateExpiredAsync(_folder.File("signer"), sums, Cancellation);
        }
        else
        {
            signer = await GpgKey.CreateAsync(_folder.File("signer"), Cancellation);
            await signer.SignAsync(sums, Cancellation);
            await signer.RevokeAsync(Cancellation);
        }

        foreach (var arguments in new[] { new[] { "--public-key", signer.PublicKeyPath }, ["--signer", signer.Fingerprint] })
        {
            var run = await RestoreAsync(signer, ["--verify-only", .. arguments]);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains(words, run.StandardError, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_key_that_gpg_happens_to_know_is_no_signer_until_somebody_names_it()
    {
        Tools.Require("gpg");
        await ReleaseAsync();
        var signer = await GpgKey.CreateAsync(_folder.File("signer"), Cancellation);
        var stranger = await GpgKey.CreateAsync(_folder.File("stranger"), Cancellation);
        await signer.SignAsync(_folder.File($"{Name}.SHA256SUMS"), Cancellation);

        var unnamed = await RestoreAsync(signer, "--verify-only");
        Assert.Equal(3, unnamed.ExitCode);
        Assert.Contains(
            $"is by {signer.Fingerprint} (Release Signer <signer@example.org>)",
            unnamed.StandardError,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("good signature", unnamed.StandardOutput, StringComparison.Ordinal);

        var other = await RestoreAsync(signer, "--verify-only", "--signer", stranger.Fingerprint);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("is by another signer", other.StandardError, StringComparison.Ordinal);

        var named = await RestoreAsync(signer, "--verify-only", "--signer", signer.Fingerprint.ToLowerInvariant());
        Assert.True(named.IsSuccess, named.StandardError);
        Assert.Contains($"fingerprint {signer.Fingerprint}\n", named.StandardOutput, StringComparison.Ordinal);

        var unknown = await RestoreAsync(stranger, "--verify-only", "--signer", signer.Fingerprint);
        Assert.Contains("its key is not known", unknown.StandardError, StringComparison.Ordinal);
        Assert.Equal(3, (await RestoreAsync(signer, "--verify-only", "--signer", signer.Fingerprint[^16..])).ExitCode);
    }

    [Fact(Timeout = 120_000)]
    public async Task Paths_with_backslashes_are_shown_as_they_are()
    {
        await ReleaseAsync();
        var run = await RestoreAsync("--output", _folder.File("a\\new\\cdisk.qcow2"));
        Assert.True(run.IsSuccess, run.StandardError);
        Assert.Contains($"{_folder.File("a\\new\\cdisk.qcow2")}: ready to boot\n", run.StandardOutput, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_signature_by_minisign_is_proven_and_a_changed_list_is_not()
    {
        Tools.Require("minisign");
        await ReleaseAsync();
        var (key, sums) = (_folder.File("release.pub"), _folder.File($"{Name}.SHA256SUMS"));
        (
            await ToolRunner.RunAsync(
                ToolCommand.Create("minisign", "-G", "-W", "-p", key, "-s", _folder.File("release.key")),
                Cancellation
            )
        ).EnsureSuccess();
        await SignatureTool.Minisign.SignAsync(sums, _folder.File("release.key"), Cancellation);
        var good = await RestoreAsync("--verify-only", "--public-key", key);
        Assert.True(good.IsSuccess, good.StandardError);
        await File.AppendAllTextAsync(sums, "\n", Cancellation);
        var changed = await RestoreAsync("--verify-only", "--public-key", key);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("is no good signature", changed.StandardError, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_public_key_without_a_signature_is_not_taken_for_a_proof()
    {
        await ReleaseAsync();
        await File.WriteAllTextAsync(_folder.File("key"), "x", Cancellation);
        var run = await RestoreAsync("--verify-only", "--public-key", _folder.File("key"));
        Assert.Contains("has no signature beside it", run.StandardError, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_seed_medium_holds_the_public_key_and_a_private_one_is_refused()
    {
        Tools.Require("xorriso", "ssh-keygen");
        await ReleaseAsync();
        var key = await Testing.Guests.SshKeyPair.CreateAsync(_folder.File("me"), "me", Cancellation);
        var run = await RestoreAsync("--output", Restored, "--ssh-key", $"{key.PrivateKeyPath}.pub");
        Assert.True(run.IsSuccess, run.StandardError);
        var extract = ToolCommand.Create(
            "xorriso",
            "-osirrox",
            "on",
            "-indev",
            _folder.File("disk.seed.iso"),
            "-extract",
            "/authorized_keys",
            _folder.File("keys")
        );
        (await ToolRunner.RunAsync(extract, Cancellation)).EnsureSuccess();
        Assert.Equal(key.PublicKey, (await File.ReadAllTextAsync(_folder.File("keys"), Cancellation)).Trim());
        var label = await ToolRunner.RunAsync(
            ToolCommand.Create("xorriso", "-indev", _folder.File("disk.seed.iso"), "-pvd_info"),
            Cancellation
        );
        Assert.Contains("Volume Id    : MFSEED", label.StandardOutput, StringComparison.Ordinal);

        var refused = await RestoreAsync("--output", _folder.File("second.qcow2"), "--ssh-key", key.PrivateKeyPath);
        Assert.Contains("is a private key; give the public one", refused.StandardError, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("--nonsense")]
    [InlineData("--output")]
    [InlineData("--ssh-key /nonexistent/key.pub")]
    public async Task Wrong_use_ends_with_three(string arguments)
    {
        await ReleaseAsync();
        Assert.Equal(3, (await RestoreAsync(arguments.Split(' '))).ExitCode);
    }

    private async Task<string> ReleaseAsync()
    {
        var plain = await DiskImage.CreateAsync(_folder.File("plain.raw.qcow2"), 1, Cancellation);
        await File.WriteAllBytesAsync(_folder.File("noise"), RandomNumberGenerator.GetBytes(2 << 20), Cancellation);
        (
            await ToolRunner.RunAsync(
                ToolCommand.Create("qemu-io", "-f", "qcow2", "-c", $"write -s {_folder.File("noise")} 0 2M", plain.Path),
                Cancellation
            )
        ).EnsureSuccess();
        var image = await plain.CompressAsync(_folder.File($"{Name}.qcow2"), Cancellation);
        var digest = await Digest.OfFileAsync(image.Path, Cancellation);
        var parts = await ImageParts.SplitAsync(image.Path, 700_000, Cancellation);
        await File.WriteAllTextAsync(_folder.File($"{Name}.manifest.json"), "{}", Cancellation);
        var lines = new List<(string, string)>();
        foreach (var path in parts.Append(_folder.File($"{Name}.manifest.json")))
        {
            lines.Add((await Digest.OfFileAsync(path, Cancellation), Path.GetFileName(path)));
        }

        await File.WriteAllTextAsync(
            _folder.File($"{Name}.SHA256SUMS"),
            ChecksumLines.Render(lines.Append((digest, $"{Name}.qcow2"))),
            Cancellation
        );
        await File.WriteAllTextAsync(_folder.File($"{Name}.restore.sh"), RestoreScript.Render(Name, "mailtest"), Cancellation);
        return digest;
    }

    private async Task SpoilAsync(string fault)
    {
        var sums = _folder.File($"{Name}.SHA256SUMS");
        var lines = await File.ReadAllLinesAsync(sums, Cancellation);
        switch (fault)
        {
            case "part02":
                await using (var part = new FileStream(_folder.File($"{Name}.qcow2.part02"), FileMode.Open))
                {
                    part.Position = 1000;
                    part.WriteByte((byte)(part.ReadByte() ^ 1));
                }

                break;
            case "manifest":
                await File.AppendAllTextAsync(_folder.File($"{Name}.manifest.json"), " ", Cancellation);
                break;
            case "missing":
                File.Delete(_folder.File($"{Name}.qcow2.part03"));
                break;
            case "order":
                await File.WriteAllLinesAsync(sums, [lines[1], lines[0], .. lines[2..]], Cancellation);
                break;
            case "exists":
                await File.WriteAllTextAsync(Restored, "mine", Cancellation);
                break;
            default:
                await File.AppendAllTextAsync(sums, $"{Digest.OfText("x")}  ../../etc/passwd\n", Cancellation);
                break;
        }
    }

    // Called from another folder, as the script finds its files by itself.
    private Task<ToolResult> RestoreAsync(GpgKey who, params string[] arguments) =>
        ToolRunner.RunAsync(
            ToolCommand.Create("sh", [_folder.File($"{Name}.restore.sh"), .. arguments]) with
            {
                WorkingDirectory = Path.GetTempPath(),
                Environment = new Dictionary<string, string?> { ["GNUPGHOME"] = who.Home },
            },
            Cancellation
        );

    private Task<ToolResult> RestoreAsync(params string[] arguments) =>
        ToolRunner.RunAsync(
            ToolCommand.Create("sh", [_folder.File($"{Name}.restore.sh"), .. arguments]) with
            {
                WorkingDirectory = Path.GetTempPath(),
            },
            Cancellation
        );
}
