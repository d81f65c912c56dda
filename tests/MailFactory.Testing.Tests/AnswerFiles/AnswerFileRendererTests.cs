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
            Security = new Uri("http://deb.debian.org/debian-security/"),
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
    public void The_preseed_holds_what_the_install_needs(string line) =>
        Assert.Contains(line, Render(_inputs)["preseed.cfg"], StringComparison.Ordinal);

    [Fact]
    public void The_preseed_of_debian_13_is_the_one_that_real_installs_have_proven() =>
        Assert.Equal(
            File.ReadAllText(Repository.PathOf("tests", "MailFactory.Testing.Tests", "AnswerFiles", "Golden", "debian-13.preseed.cfg")),
            Render(_inputs)["preseed.cfg"]
        );

    [Fact]
    public void The_nonce_is_the_last_thing_the_installer_prints() =>
        Assert.EndsWith("echo 'MAILFACTO''RY-INSTAL''L-OK 1234' > /dev/console\n", Render(_inputs)["late.sh"], StringComparison.Ordinal);

    [Theory(Timeout = 30_000)]
    [InlineData("MAILFACTORY-INSTALL-OK 0123456789abcdef0123456789abcdef")]
    [InlineData("it's")]
    [InlineData("ab")]
    [InlineData("")]
    public async Task A_text_in_parts_is_joined_by_the_shell(string text)
    {
        var command = ToolCommand.Create("sh", "-c", $"printf %s {AnswerFileFilters.ShellJoined(text)}");
        Assert.Equal(text, (await ToolRunner.RunAsync(command, TestContext.Current.CancellationToken)).EnsureSuccess().StandardOutput);
    }

    [Fact]
    public void The_parts_hold_neither_the_word_nor_the_number_of_a_nonce()
    {
        var parts = AnswerFileFilters.ShellJoined("MAILFACTORY-INSTALL-OK 0123456789abcdef0123456789abcdef");
        Assert.DoesNotContain("MAILFACTORY-INSTALL-OK", parts, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef0123456789abcdef", parts, StringComparison.Ordinal);
    }

    [Fact]
    public void An_https_mirror_is_preseeded_where_its_installer_looks_for_it()
    {
        var preseed = Render(_inputs with { Debian = _inputs.Debian! with { Mirror = new Uri("https://mirror.example/debian") } })[
            "preseed.cfg"
        ];
        foreach (
            var line in (string[])
                ["protocol string https", "https/hostname string mirror.example", "https/directory string /debian", "https/proxy string"]
        )
        {
            Assert.Contains($"d-i mirror/{line}\n", preseed, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("mirror/http/", preseed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "http://security.debian.org/debian-security/",
        "services-select multiselect security\nd-i apt-setup/security_host string security.debian.org\n"
    )]
    [InlineData(
        "http://mirror.example:8080/debian-security/",
        "services-select multiselect security\nd-i apt-setup/security_host string mirror.example:8080\n"
    )]
    [InlineData(
        "https://mirror.example/debian-security/",
        "services-select multiselect\nd-i apt-setup/local0/repository string https://mirror.example/debian-security/ trixie-security main\n"
    )]
    [InlineData(null, "services-select multiselect\nd-i apt-setup/enable-source")]
    public void Security_updates_come_from_where_they_were_found(string? place, string expected) =>
        Assert.Contains(
            $"d-i apt-setup/{expected}",
            Render(_inputs with { Debian = _inputs.Debian! with { Security = place is null ? null : new Uri(place) } })["preseed.cfg"],
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("11")]
    [InlineData("12")]
    [InlineData("13")]
    public void Under_UEFI_the_boot_loader_is_where_a_firmware_without_variables_looks(string release)
    {
        const string Line = "d-i grub-installer/force-efi-extra-removable boolean true\n";
        Assert.Contains(Line, Render(_inputs with { Release = release, IsUefi = true })["preseed.cfg"], StringComparison.Ordinal);
        Assert.DoesNotContain(Line, Render(_inputs with { Release = release })["preseed.cfg"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_an_error_in_Debian_11_is_no_question_to_answer_there()
    {
        Assert.DoesNotContain("anna/no_kernel_modules", Render(_inputs with { Release = "11" })["preseed.cfg"], StringComparison.Ordinal);
        Assert.Contains("d-i anna/no_kernel_modules boolean true\n", Render(_inputs)["preseed.cfg"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_mirror_with_a_port_keeps_it() =>
        Assert.Contains(
            "d-i mirror/http/hostname string mirror.example:8080\n",
            Render(_inputs with { Debian = _inputs.Debian! with { Mirror = new Uri("http://mirror.example:8080/debian") } })["preseed.cfg"],
            StringComparison.Ordinal
        );

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
    public void A_value_of_a_group_that_is_not_there_is_an_error() =>
        Assert.Contains(
            "debian.kernel_modules",
            Assert.Throws<AnswerFileException>(() => Render(_inputs with { Debian = null })).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void From_a_disc_the_installer_chooses_its_components_itself()
    {
        var preseed = Render(_inputs with { Debian = _inputs.Debian! with { Components = [] } })["preseed.cfg"];
        Assert.DoesNotContain("anna/", preseed, StringComparison.Ordinal);
        Assert.Contains("d-i apt-setup/disable-cdrom-entries boolean true\n", preseed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_family_without_templates_is_named() =>
        Assert.Contains(
            "'solaris'",
            Assert
                .Throws<AnswerFileException>(() => new AnswerFileRenderer(Repository.PathOf("preseeds")).Render("solaris", _inputs))
                .Message,
            StringComparison.Ordinal
        );

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
