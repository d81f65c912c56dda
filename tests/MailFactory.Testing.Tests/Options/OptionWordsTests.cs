using MailFactory.Testing.Distros;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Options;

public sealed class OptionWordsTests
{
    private static readonly RunOptions _plain = new() { Repository = Repository.Root, Layout = new WorkLayout(".") };

    [Theory]
    [InlineData("auto", null)]
    [InlineData("kvm", AcceleratorKind.Kvm)]
    [InlineData("tcg", AcceleratorKind.Tcg)]
    internal void An_accelerator_is_read(string word, AcceleratorKind? meant) =>
        Assert.Equal(meant, Read(new OptionWords { Accelerator = word }).Accelerator);

    [Theory]
    [InlineData(null, FirmwareKind.Bios, false)]
    [InlineData("bios", FirmwareKind.Bios, true)]
    [InlineData("uefi", FirmwareKind.Uefi, true)]
    internal void A_firmware_is_read_and_known_to_be_named(string? word, FirmwareKind meant, bool isNamed)
    {
        var options = Read(new OptionWords { Firmware = word });
        Assert.Equal((meant, isNamed), (options.Firmware, options.IsFirmwareNamed));
    }

    [Theory]
    [InlineData("signed", TrustLevel.Signed)]
    [InlineData("pinned", TrustLevel.Pinned)]
    [InlineData("checksum-only", TrustLevel.ChecksumOnly)]
    [InlineData("None", TrustLevel.None)]
    internal void Each_level_of_trust_has_a_name(string word, TrustLevel meant)
    {
        Assert.Equal(meant, Read(new OptionWords { AllowTrust = word }).LeastTrust);
        Assert.Equal(word, MediaOptionsCheck.Name(meant), ignoreCase: true);
    }

    [Fact]
    public void What_is_switched_off_or_chosen_is_off_or_chosen()
    {
        var options = Read(
            new OptionWords
            {
                PackageCache = "off",
                Provisioner = "mail-factory",
                KnownIssues = "off",
                Mirror = "https://mirror.example.org/debian",
            }
        );
        Assert.Equal((false, true, false), (options.CachesPackages, options.UsesMailFactory, options.UsesKnownIssues));
        Assert.Equal("mirror.example.org", options.Mirror.Host);
        Assert.Equal("/mine", Read(new OptionWords { KnownIssues = "/mine" }).KnownIssues);
    }

    [Fact]
    public void No_words_are_the_defaults() => AssertPlain(Read(new OptionWords()));

    [Fact]
    public void Words_that_stand_for_nothing_leave_the_defaults_and_are_told_all_at_once()
    {
        var words = new OptionWords
        {
            Accelerator = "xen",
            Firmware = "efi",
            PackageCache = "OFF",
            Provisioner = "docker",
            Mirror = "no url",
            AllowTrust = "some",
        };
        var options = words.ReadInto(_plain);
        Assert.Equal(
            [
                "--accelerator: 'xen' is not valid; use auto, kvm or tcg",
                "--firmware: 'efi' is not valid; use bios or uefi (did you mean uefi?)",
                "--package-cache: 'OFF' is not valid; use auto or off",
                "--provisioner: 'docker' is not valid; use packages or mail-factory",
                "--mirror: 'no url' is not an http or https URL",
                "--allow-trust: 'some' is not valid; use signed, pinned, checksum-only or none",
            ],
            options.Misread
        );
        AssertPlain(options with { IsFirmwareNamed = false });
    }

    private static void AssertPlain(RunOptions options)
    {
        Assert.Empty(options.Parts);
        Assert.Equal(_plain, options with { Parts = _plain.Parts, Misread = _plain.Misread });
    }

    private static RunOptions Read(OptionWords words)
    {
        var options = words.ReadInto(_plain);
        Assert.Empty(options.Misread);
        return options;
    }
}
