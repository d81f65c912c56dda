using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.AnswerFiles.Linting;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.AnswerFiles;

public sealed class AnswerFileRendererTests
{
    private static readonly AnswerFileInputs _inputs = new()
    {
        Hostname = "debian-13",
        Domain = "dev.local",
        PasswordHash = "$6$salt$hash",
        SshPublicKey = "ssh-ed25519 AAAA mailtest",
        EventsUrl = new Uri("http://10.0.2.2:4711/token"),
        Nonce = "MAILFACTORY-INSTALL-OK 1234",
        Release = "13",
        Debian = new DebianInputs
        {
            Mirror = new Uri("http://deb.debian.org/debian"),
            Suite = "trixie",
            ComponentSuite = "stable",
            Components = ["base-installer", "pkgsel"],
            KernelModules = ["virtio_blk", "ext4"],
        },
    };

    private static IReadOnlyDictionary<string, string> Render(AnswerFileInputs inputs) =>
        new AnswerFileRenderer(Repository.PathOf("preseeds")).Render("debian", inputs);

    [Theory]
    [InlineData("d-i netcfg/get_hostname string debian-13\n")]
    [InlineData("d-i mirror/http/hostname string deb.debian.org\n")]
    [InlineData("d-i mirror/http/directory string /debian\n")]
    [InlineData("d-i mirror/suite string trixie\n")]
    [InlineData("d-i mirror/udeb/suite string stable\n")]
    [InlineData("d-i anna/choose_modules string base-installer, pkgsel\n")]
    [InlineData("d-i passwd/user-password-crypted password $6$salt$hash\n")]
    [InlineData("d-i grub-installer/bootdev string /dev/vda\n")]
    [InlineData("d-i debian-installer/exit/poweroff boolean true\n")]
    public void The_preseed_holds_what_the_install_needs(string line) => Assert.Contains(line, Render(_inputs)["preseed.cfg"], StringComparison.Ordinal);

    [Fact]
    public void The_preseed_of_debian_13_is_the_one_that_real_installs_have_proven() => Assert.Equal(
        File.ReadAllText(Repository.PathOf("tests", "MailFactory.Testing.Tests", "AnswerFiles", "Golden", "debian-13.preseed.cfg")),
        Render(_inputs)["preseed.cfg"]);

    [Fact]
    public void The_nonce_is_the_last_thing_the_installer_prints() =>
        Assert.EndsWith("echo 'MAILFACTORY-INSTALL-OK 1234' > /dev/console\n", Render(_inputs)["late.sh"], StringComparison.Ordinal);

    [Fact]
    public void A_mirror_with_a_port_keeps_it() => Assert.Contains(
        "d-i mirror/http/hostname string mirror.example:8080\n",
        Render(_inputs with { Debian = _inputs.Debian! with { Mirror = new Uri("http://mirror.example:8080/debian") } })["preseed.cfg"],
        StringComparison.Ordinal);

    [Fact]
    public void An_unknown_value_in_a_template_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf("debian"));
        File.WriteAllText(folder.PathOf("debian", "x.cfg.liquid"), "{{ hostnam }}");
        var error = Assert.Throws<AnswerFileException>(() => new AnswerFileRenderer(folder.Path).Render("debian", _inputs));
        Assert.Contains("hostnam", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_family_without_templates_is_named() =>
        Assert.Contains("'solaris'", Assert.Throws<AnswerFileException>(() => new AnswerFileRenderer(Repository.PathOf("preseeds")).Render("solaris", _inputs)).Message, StringComparison.Ordinal);

    [Theory(Timeout = 30_000)]
    [InlineData("early.sh")]
    [InlineData("late.sh")]
    public async Task The_scripts_are_valid_shell(string script)
    {
        var command = ToolCommand.Create("sh", "-n") with { StandardInput = System.Text.Encoding.UTF8.GetBytes(Render(_inputs)[script]) };
        var result = await ToolRunner.RunAsync(command, TestContext.Current.CancellationToken);
        Assert.Equal(string.Empty, result.StandardError);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Debconf_accepts_the_preseed_and_refuses_a_broken_one()
    {
        Assert.SkipWhen(ToolRunner.Find("debconf-set-selections") is null, "not installed: debconf-set-selections");
        var preseed = Render(_inputs)["preseed.cfg"];
        Assert.Empty(await CheckAsync(preseed));
        Assert.NotEmpty(await CheckAsync(preseed + "d-i one-word\n"));

        static Task<IReadOnlyList<LintFinding>> CheckAsync(string text) =>
            ExternalValidator.Debconf.CheckAsync("preseed.cfg", 1, text, TestContext.Current.CancellationToken);
    }
}
