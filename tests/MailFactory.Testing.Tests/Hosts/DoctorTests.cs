using MailFactory.Testing.Hosts;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Tests.Hosts;

public sealed class DoctorTests
{
    private static readonly HostNeeds _needs = new() { MemoryMiB = 2048, DiskGiB = 8 };

    private static readonly HostTool _qemu = HostTools.All[0];

    private static readonly MirrorAnswer _goodMirror = new(
        new Uri("http://deb.debian.org/debian/dists/stable/InRelease"),
        Problem: null,
        TimeSpan.FromMilliseconds(31),
        TimeSpan.FromSeconds(-2)
    );

    private static readonly HostFacts _goodHost = new()
    {
        Tools = [new ToolFact(_qemu, "/usr/bin/qemu-system-x86_64", "QEMU emulator version 7.2.22")],
        Accelerator = new HostAccelerator("kvm, boot sector in 40 ms", IsHardware: true),
        Kvm = KvmDevice.Opens,
        Cpus = 4,
        AvailableMemoryMiB = 4096,
        WorkDirectory = "/srv/mail",
        FreeDiskGiB = 100,
        OpenFileLimit = 65536,
        IsRoot = false,
        HasPacketGate = true,
        Mirror = _goodMirror,
    };

    [Fact]
    public void A_good_host_has_nothing_to_mend()
    {
        var findings = Examine(_goodHost);
        Assert.All(findings, finding => Assert.Equal((HostVerdict.Ok, string.Empty), (finding.Verdict, finding.Remedy)));
    }

    [Fact]
    public void A_missing_tool_fails_with_the_command_that_installs_it() =>
        AssertFinding(
            _goodHost with
            {
                Tools = [new ToolFact(_qemu, null, null)],
            },
            new HostFinding(
                "qemu-system-x86_64",
                HostVerdict.Fail,
                "missing; needed to run the virtual machines",
                "--setup, or: sudo apt-get update && sudo apt-get install -y --no-install-recommends qemu-system-x86"
            )
        );

    [Fact]
    public void A_missing_optional_tool_is_only_a_warning() =>
        Assert.Equal(
            HostVerdict.Warn,
            Examine(_goodHost with { Tools = [new ToolFact(_qemu with { IsOptional = true }, null, null)] })[0].Verdict
        );

    [Fact]
    public void A_QEMU_that_cannot_keep_guests_from_the_host_is_a_failure()
    {
        Assert.Contains("no root, no namespace", Finding(_goodHost, "guests' network").Detail, StringComparison.Ordinal);
        Assert.Equal(HostVerdict.Fail, Finding(_goodHost with { HasPacketGate = false }, "guests' network").Verdict);
        Assert.Equal(HostVerdict.Warn, Finding(_goodHost with { HasPacketGate = null }, "guests' network").Verdict);
    }

    [Fact]
    public void Emulation_is_a_warning_and_no_accelerator_a_failure()
    {
        Assert.Equal(
            HostVerdict.Warn,
            Finding(_goodHost with { Accelerator = new HostAccelerator("tcg", IsHardware: false) }, "accelerator").Verdict
        );
        Assert.Equal(HostVerdict.Fail, Finding(_goodHost with { Accelerator = null }, "accelerator").Verdict);
        var busy = Finding(
            _goodHost with
            {
                Accelerator = null,
                AcceleratorProblem = "tcg max: the test guest did not end within 3 s",
            },
            "accelerator"
        );
        Assert.Equal((HostVerdict.Fail, "tcg max: the test guest did not end within 3 s"), (busy.Verdict, busy.Detail));
        Assert.Contains("try again later", busy.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_this_user_may_not_open_comes_with_the_group_to_join() =>
        Assert.Contains("usermod -aG kvm", Finding(_goodHost with { Kvm = KvmDevice.Denied }, "/dev/kvm").Remedy, StringComparison.Ordinal);

    [Fact]
    public void Too_little_memory_and_disk_fail_with_both_figures()
    {
        AssertFinding(
            _goodHost with
            {
                AvailableMemoryMiB = 900,
            },
            new HostFinding(
                "memory",
                HostVerdict.Fail,
                "900 MiB available, 2048 needed",
                "end other programs or ask for less with --memory"
            )
        );
        AssertFinding(
            _goodHost with
            {
                FreeDiskGiB = 1.5,
            },
            new HostFinding("disk", HostVerdict.Fail, "1.5 GiB free at /srv/mail, 8 needed", "make room or choose another --work-directory")
        );
    }

    [Fact]
    public void What_cannot_be_read_is_a_warning()
    {
        Assert.Equal(HostVerdict.Warn, Finding(_goodHost with { AvailableMemoryMiB = null }, "memory").Verdict);
        Assert.Equal(HostVerdict.Warn, Finding(_goodHost with { FreeDiskGiB = null }, "disk").Verdict);
    }

    [Fact]
    public void An_unreachable_mirror_fails_and_names_the_address_and_the_problem()
    {
        var finding = Finding(
            _goodHost with
            {
                Mirror = _goodMirror with { Problem = "the name deb.debian.org does not resolve" },
            },
            "mirror"
        );
        Assert.Equal(HostVerdict.Fail, finding.Verdict);
        Assert.Equal("http://deb.debian.org/debian/dists/stable/InRelease: the name deb.debian.org does not resolve", finding.Detail);
    }

    [Fact]
    public void An_unreachable_mirror_says_nothing_about_the_clock() =>
        Assert.DoesNotContain(
            Examine(_goodHost with { Mirror = _goodMirror with { Problem = "no answer", ClockDifference = null } }),
            finding => finding.Subject == "clock"
        );

    [Theory]
    [InlineData(3600, "3600 s ahead of the mirror's")]
    [InlineData(-3600, "3600 s behind the mirror's")]
    public void A_wrong_clock_is_told_with_its_direction(int seconds, string detail) =>
        Assert.Equal(
            detail,
            Finding(_goodHost with { Mirror = _goodMirror with { ClockDifference = TimeSpan.FromSeconds(seconds) } }, "clock").Detail
        );

    [Fact]
    public void A_low_limit_of_open_files_comes_with_the_command_that_raises_it() =>
        Assert.Equal("ulimit -n 1024", Finding(_goodHost with { OpenFileLimit = 256 }, "open files").Remedy);

    [Fact]
    public void A_mirror_that_was_not_asked_is_not_judged() =>
        Assert.DoesNotContain(Examine(_goodHost with { Mirror = null }), finding => finding.Subject is "mirror" or "clock");

    [Fact]
    public void The_table_aligns_subjects_and_puts_remedies_below() =>
        Assert.Equal(
            "ok    disk    100.0 GiB free\n"
                + "FAIL  memory  900 MiB available\n"
                + "              -> end other programs\n"
                + "1 ok, 0 warnings, 1 failure\n",
            FindingTable.Render([
                new("disk", HostVerdict.Ok, "100.0 GiB free"),
                new("memory", HostVerdict.Fail, "900 MiB available", "end other programs"),
            ])
        );

    [Fact]
    public void Each_line_of_a_detail_is_a_line_of_its_own() =>
        Assert.Equal(
            "ok    accelerator  using tcg max\n" + "                   kvm host: not usable\n" + "1 ok, 0 warnings, 0 failures\n",
            FindingTable.Render([new("accelerator", HostVerdict.Ok, "using tcg max\nkvm host: not usable")])
        );

    private static IReadOnlyList<HostFinding> Examine(HostFacts facts) => Doctor.Examine(facts, _needs, PackageManager.AptGet);

    private static HostFinding Finding(HostFacts facts, string subject) => Examine(facts).Single(finding => finding.Subject == subject);

    private static void AssertFinding(HostFacts facts, HostFinding expected) => Assert.Equal(expected, Finding(facts, expected.Subject));
}
