using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Options;

public sealed class RunOptionsCheckTests
{
    private static readonly RunOptions _good = new()
    {
        Repository = Repository.Root,
        Layout = new WorkLayout(Repository.Root),
        Distros = ["debian-13"],
    };

    [Fact]
    public void Good_options_pass() => RunOptionsCheck.Check(_good);

    [Fact]
    public void Every_mistake_is_told_at_once_with_what_is_allowed()
    {
        var options = _good with
        {
            Distros = ["debian-99"],
            IsoPath = "x.iso",
            MemoryMiB = 100,
            HostMemoryMiB = 100,
            HostCpus = 0,
            TimeoutScale = 0,
            Checks = ["NONE-99"],
        };
        var words = new OptionWords
        {
            Accelerator = "xen",
            Firmware = "efi",
            PackageCache = "on",
            Provisioner = "docker",
            Mirror = "no url",
            AllowTrust = "some",
        };
        var message = Assert.Throws<RunOptionsException>(() => RunOptionsCheck.Check(words.ReadInto(options))).Message;
        Assert.Contains("--distro: 'debian-99' is not valid; use ubuntu-22", message, StringComparison.Ordinal);
        Assert.Contains("--accelerator: 'xen' is not valid; use auto, kvm or tcg", message, StringComparison.Ordinal);
        Assert.Contains("--firmware: 'efi' is not valid; use bios or uefi", message, StringComparison.Ordinal);
        Assert.Contains("--package-cache: 'on' is not valid; use auto or off", message, StringComparison.Ordinal);
        Assert.Contains("--allow-trust: 'some' is not valid; use signed, pinned, checksum-only or none", message, StringComparison.Ordinal);
        Assert.Contains("--provisioner: 'docker' is not valid; use packages or mail-factory", message, StringComparison.Ordinal);
        Assert.Contains("--mirror: 'no url' is not an http or https URL", message, StringComparison.Ordinal);
        Assert.Contains("--iso-path needs --iso-sha256", message, StringComparison.Ordinal);
        Assert.Contains("--memory: 100 is not between 512 and 1048576", message, StringComparison.Ordinal);
        Assert.Contains("--host-memory: 100 is not between 512 and 16777216", message, StringComparison.Ordinal);
        Assert.Contains("--host-cpus: 0 is not between 1 and 16384", message, StringComparison.Ordinal);
        Assert.Contains("--timeout-scale: 0 is not between 0.001 and 40", message, StringComparison.Ordinal);
        Assert.Contains("--checks: 'NONE-99' is not valid; use a group (", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://mirror.example.org/debian")]
    [InlineData("/srv/mirror")]
    [InlineData("http:")]
    public void A_mirror_that_is_no_web_address_is_named_as_it_was_typed(string mirror) =>
        Assert.Contains(
            $"--mirror: '{mirror}' is not an http or https URL",
            Assert.Throws<RunOptionsException>(() => RunOptionsCheck.Check(new OptionWords { Mirror = mirror }.ReadInto(_good))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_slip_is_answered_with_what_was_meant()
    {
        var message = Assert
            .Throws<RunOptionsException>(() => RunOptionsCheck.Check(_good with { Distros = ["debain-13"], Checks = ["SMPT-01"] }))
            .Message;
        Assert.Contains("or all (did you mean debian-13?)", message, StringComparison.Ordinal);
        Assert.Contains("TESTING.md lists, such as SMTP-01 (did you mean SMTP-01?)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_digest_alone_is_for_a_distro_whose_iso_comes_from_an_account()
    {
        var digest = _good with { IsoSha256 = new string('a', 64) };
        RunOptionsCheck.Check(digest with { Distros = ["rhel-9"] });
        foreach (
            string[] others in (string[][])
                [
                    ["debian-13"],
                    ["rhel-9", "debian-13"],
                    [],
                ]
        )
        {
            var refused = Assert.Throws<RunOptionsException>(() => RunOptionsCheck.Check(digest with { Distros = others }));
            Assert.Equal("--iso-sha256 is the digest of the ISO at --iso-path, which is not given", refused.Message);
        }

        var message = Assert
            .Throws<RunOptionsException>(() => RunOptionsCheck.Check(digest with { Distros = ["rhel-9"], IsoSha256 = "12" }))
            .Message;
        Assert.Equal("--iso-sha256: '12' is not a digest of 64 hexadecimal digits", message);
    }
}
