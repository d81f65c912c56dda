using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Tests.AnswerFiles;

public sealed class KernelArgumentsTests
{
    private const string Serial = "console=tty0 console=ttyS0,115200n8";
    private const string Anaconda = "inst.ks=hd:LABEL=OEMDRV:/ks.cfg inst.text inst.cmdline inst.notmux inst.ksstrict";
    private const string Debian =
        $"auto=true priority=critical TERM=dumb DEBIAN_FRONTEND=text ipv6.disable=1 norandmaps {Serial} --- {Serial}";

    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    /// <summary>The volume id as vendors write it, and the line that must come of it.</summary>
    public static TheoryData<string, string, string> Golden =>
        new()
        {
            { "ubuntu-22", "Ubuntu-Server 22.04.5 LTS amd64", $"autoinstall ds=nocloud {Serial} ---" },
            { "ubuntu-24", "Ubuntu-Server 24.04.5 LTS amd64", $"autoinstall ds=nocloud {Serial} ---" },
            { "debian-11", "Debian 11.11.0 amd64 n", Debian },
            { "debian-12", "Debian 12.15.0 amd64 n", Debian },
            { "debian-13", "Debian 13.7.0 amd64 n", Debian },
            { "fedora-38", "Fedora-S-dvd-x86_64-38", $"inst.stage2=hd:LABEL=Fedora-S-dvd-x86_64-38 {Anaconda} {Serial}" },
            { "fedora-39", "Fedora-S-dvd-x86_64-39", $"inst.stage2=hd:LABEL=Fedora-S-dvd-x86_64-39 {Anaconda} {Serial}" },
            { "fedora-40", "Fedora-S-dvd-x86_64-40", $"inst.stage2=hd:LABEL=Fedora-S-dvd-x86_64-40 {Anaconda} {Serial}" },
            { "fedora-41", "Fedora-S-dvd-x86_64-41", $"inst.stage2=hd:LABEL=Fedora-S-dvd-x86_64-41 {Anaconda} {Serial}" },
            { "rhel-9", "RHEL-9-6-0-BaseOS-x86_64", $"inst.stage2=hd:LABEL=RHEL-9-6-0-BaseOS-x86_64 {Anaconda} {Serial}" },
            {
                "almalinux-9",
                "AlmaLinux-9-8-x86_64-dvd",
                $"inst.stage2=hd:LABEL=AlmaLinux-9-8-x86_64-dvd {Anaconda} "
                    + $"inst.repo=https://repo.almalinux.org/almalinux/9/BaseOS/x86_64/os/ {Serial}"
            },
            {
                "rocky-9",
                "Rocky-9-8-x86_64-dvd",
                $"inst.stage2=hd:LABEL=Rocky-9-8-x86_64-dvd {Anaconda} "
                    + $"inst.repo=https://download.rockylinux.org/pub/rocky/9/BaseOS/x86_64/os/ {Serial}"
            },
            {
                "opensuse-15",
                "openSUSE-Leap-15.6-DVD-x86_64710",
                "autoyast=label://OEMDRV/autoinst.xml install=cd:/ self_update=0 textmode=1 netsetup=dhcp "
                    + $"YAST_SKIP_XML_VALIDATION=1 linuxrc.log=/dev/ttyS1 {Serial}"
            },
        };

    private static string Render(string id, string? volumeId) => Render(_catalog.Select([id])[0], volumeId);

    private static string Render(Distro distro, string? volumeId) => KernelArguments.Render(_catalog.FamilyOf(distro), distro, volumeId);

    [Theory]
    [MemberData(nameof(Golden))]
    public void Each_distro_boots_its_installer_with_its_line(string id, string volumeId, string expected) =>
        Assert.Equal(expected, Render(id, volumeId));

    [Fact]
    public void The_golden_lines_are_those_of_the_twelve_and_the_one_that_is_installed_here() =>
        Assert.Equal(_catalog.DefaultMatrix.Append("debian-13").Order(), Golden.Select(row => row.Data.Item1).Order());

    [Fact]
    public void Blanks_in_a_volume_id_do_not_end_the_argument() =>
        Assert.StartsWith(@"inst.stage2=hd:LABEL=Rocky\x209\x2f8 inst.ks=", Render("rocky-9", "Rocky 9/8"), StringComparison.Ordinal);

    [Fact]
    public void A_medium_without_a_volume_id_is_refused_where_the_installer_looks_for_it() =>
        Assert.Contains("volume id", Assert.Throws<AnswerFileException>(() => Render("fedora-41", null)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_package_has_no_volume_id_and_needs_none() => Assert.Equal(Debian, Render("debian-13", null));

    [Fact]
    public void A_value_that_the_template_makes_up_is_named()
    {
        var distro = _catalog.Select(["fedora-41"])[0];
        var family = _catalog.FamilyOf(distro) with { KernelArguments = "inst.stage2={{ volume }}" };
        Assert.Contains(
            "volume",
            Assert.Throws<AnswerFileException>(() => KernelArguments.Render(family, distro, "x")).Message,
            StringComparison.Ordinal
        );
    }
}
