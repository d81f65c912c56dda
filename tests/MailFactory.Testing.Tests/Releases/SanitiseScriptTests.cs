using System.Text.RegularExpressions;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Releases;

namespace MailFactory.Testing.Tests.Releases;

/// <summary>
/// The parts of the script that look into what starts a machine, on files in a folder. Programs in place of dracut's pack and
/// unpack compressed archives, in which no search of files finds a thing.
/// </summary>
public sealed partial class SanitiseScriptTests : IDisposable
{
    private const string Id = "0123456789abcdef0123456789abcdef";
    private const string Key = "AAAAC3NzaC1lZDI1NTE5AAAAIKey";
    private const string Kernel = "6.1.0-9";

    private readonly TemporaryFolder _folder = new();

    public SanitiseScriptTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a script for guests");
        Program("lsinitrd", "[ \"$1\" = --unpack ] && tar -xzf \"$2\"");
        Program(
            "dracut",
            $"echo \"$*\" >>{_folder.PathOf("dracut.log")}\nmkdir -p {_folder.PathOf("new", "etc")} && : "
                + $">{_folder.PathOf("new", "etc", "machine-id")} && tar -czf \"$3\" -C {_folder.PathOf("new")} ."
        );
        Directory.CreateDirectory(_folder.PathOf("modules", Kernel));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string DracutCalls => File.Exists(_folder.PathOf("dracut.log")) ? File.ReadAllText(_folder.PathOf("dracut.log")) : string.Empty;

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("etc/machine-id", Id)]
    [InlineData("etc/hostname", "debian-13")]
    [InlineData("etc/hosts", "127.0.1.1 debian-13.dev.local debian-13")]
    [InlineData("root/.ssh/authorized_keys", "ssh-ed25519 " + Key)]
    [InlineData("etc/shadow", "root:$6$hash:1")]
    public async Task An_initramfs_that_has_something_of_the_run_is_found_and_made_anew_in_its_place(string file, string text)
    {
        var image = await ImageAsync($"initramfs-{Kernel}.img", file, text);
        Assert.DoesNotContain(
            text,
            await File.ReadAllTextAsync(image, System.Text.Encoding.Latin1, Cancellation),
            StringComparison.Ordinal
        );
        Assert.Equal($"{image}\n", await RunAsync(Held));
        await RunAsync("forget_initramfs");
        Assert.Equal($"--quiet --force {image} {Kernel}\n", DracutCalls);
        Assert.Equal(string.Empty, await RunAsync(Held));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_initramfs_that_has_nothing_of_it_stays_as_it_is()
    {
        var image = await ImageAsync($"initramfs-{Kernel}.img", "etc/hostname", "localhost");
        var before = await File.ReadAllBytesAsync(image, Cancellation);
        await RunAsync("forget_initramfs");
        Assert.Equal(before, await File.ReadAllBytesAsync(image, Cancellation));
        Assert.Empty(DracutCalls);
        Assert.Equal(string.Empty, await RunAsync(Held));
    }

    [Fact(Timeout = 60_000)]
    public async Task One_that_nobody_can_look_into_is_not_taken_for_clean()
    {
        Directory.CreateDirectory(_folder.PathOf("boot"));
        await File.WriteAllTextAsync(_folder.PathOf("boot", "initrd.img-1"), "no archive", Cancellation);
        Assert.Equal($"{_folder.PathOf("boot", "initrd.img-1")}\n", await RunAsync(Held));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/boot/initramfs-6.1.0-9.img", Kernel)]
    [InlineData("/boot/initrd-6.1.0-9", Kernel)]
    [InlineData("/boot/initrd.img-6.1.0-9", Kernel)]
    [InlineData("/boot/0123456789abcdef0123456789abcdef/6.1.0-9/initrd", Kernel)]
    [InlineData("/boot/initramfs-0-rescue-0123456789abcdef0123456789abcdef.img", "")]
    [InlineData("/boot/initramfs-16.1.0-9x.img", "")]
    public async Task An_image_belongs_to_the_kernel_whose_version_its_path_has(string image, string kernel) =>
        Assert.Equal(kernel, (await RunAsync($"kernel_of {image}")).Trim());

    [Fact(Timeout = 60_000)]
    public async Task A_boot_entry_keeps_its_kernel_and_no_longer_says_who_the_machine_is()
    {
        var entry = _folder.PathOf("boot", "loader", "entries", $"{Id}-{Kernel}.conf");
        Directory.CreateDirectory(Path.GetDirectoryName(entry)!);
        await File.WriteAllTextAsync(
            entry,
            $"title Linux\nmachine-id {Id}\noptions root=/dev/vda1 systemd.machine_id={Id} quiet\nlinux /{Id}/{Kernel}/linux\n",
            Cancellation
        );
        await RunAsync("forget_entries");
        Assert.Equal(
            $"title Linux\noptions root=/dev/vda1 quiet\nlinux /{Id}/{Kernel}/linux\n",
            await File.ReadAllTextAsync(entry, Cancellation)
        );
    }

    [Theory(Timeout = 60_000)]
    [InlineData("etc/conf", $"token {Id}", true)]
    [InlineData("home/x/authorized_keys", $"ssh-ed25519 {Key} me", true)]
    [InlineData("etc/shadow.bak", "root:$6$hash:1", true)]
    [InlineData("etc/other", "nothing of the run", false)]
    [InlineData($"loader/entries/{Id}-6.1.conf", $"linux /{Id}/6.1/linux\ntitle 0-rescue-{Id}", false)]
    [InlineData("loader/entries/a.conf", $"options systemd.machine_id={Id}", true)]
    [InlineData("loader/entries/b.conf", $"options key={Key}", true)]
    public async Task The_search_finds_what_a_file_holds_and_lets_boot_entries_name_their_kernels(string file, string text, bool isFound)
    {
        var path = _folder.PathOf("root", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, $"{text}\n", Cancellation);
        Assert.Equal(isFound ? $"{path}\n" : string.Empty, await RunAsync($"findmnt() {{ echo {_folder.PathOf("root")}; }}\nholders"));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("-----BEGIN PRIVATE KEY-----", true)]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----", true)]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----", true)]
    [InlineData("-----BEGIN PUBLIC KEY-----", false)]
    [InlineData("# put -----BEGIN PRIVATE KEY----- here", false)]
    public async Task A_private_key_of_any_kind_is_found(string line, bool isFound)
    {
        var path = _folder.PathOf("root", "pki", "client.pem");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, $"{line}\nAAAA\n", Cancellation);
        Assert.Equal(isFound ? $"{path}\n" : string.Empty, await RunAsync($"private_keys {_folder.PathOf("root")}"));
    }

    private const string Held = "initramfs | while IFS= read -r image; do if initramfs_holds \"$image\"; then echo \"$image\"; fi; done";

    // The functions of the script, with variables of the test in place of the machine's, and without its last lines, which use them.
    private async Task<string> RunAsync(string command)
    {
        var functions = FromStart().Replace(EmbeddedScript.Read("sanitise.sh"), string.Empty);
        functions = functions[..functions.IndexOf("\nfirst_boot\n", StringComparison.Ordinal)];
        var script = _folder.PathOf("script.sh");
        await File.WriteAllTextAsync(
            script,
            $"""
            set -eu
            PATH={_folder.PathOf("bin")}:$PATH
            name=debian-13 id={Id} key={Key} hash='$6$hash'
            boot={_folder.PathOf("boot")} modules={_folder.PathOf("modules")} patterns={_folder.PathOf(
                "patterns"
            )} unpacked={_folder.PathOf("unpacked")}
            {functions}
            write_patterns
            {command}
            """,
            Cancellation
        );
        var run = await ToolRunner.RunAsync(ToolCommand.Create("sh", script), Cancellation);
        Assert.True(run.IsSuccess, run.StandardError);
        return run.StandardOutput.Replace(
            $"making {_folder.PathOf("boot", $"initramfs-{Kernel}.img")} anew\n",
            string.Empty,
            StringComparison.Ordinal
        );
    }

    private async Task<string> ImageAsync(string name, string file, string text)
    {
        var (tree, image) = (_folder.PathOf("tree"), _folder.PathOf("boot", name));
        foreach (var path in new[] { Path.Combine(tree, file), Path.Combine(tree, "etc", "fstab"), image })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }

        await File.WriteAllTextAsync(Path.Combine(tree, "etc", "fstab"), "# none\n", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(tree, file), text + "\n", Cancellation);
        (await ToolRunner.RunAsync(ToolCommand.Create("tar", "-czf", image, "-C", tree, "."), Cancellation)).EnsureSuccess();
        return image;
    }

    private void Program(string name, string text)
    {
        var path = _folder.PathOf("bin", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [GeneratedRegex(@"\A[\s\S]*?\n(?=# Nothing may write its state)")]
    private static partial Regex FromStart();
}
