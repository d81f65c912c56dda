using System.Runtime.Versioning;
using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Qemu.Accelerators;

public sealed class AcceleratorProbeTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Some_accelerator_proves_itself_and_each_candidate_has_its_evidence()
    {
        Tools.Require(MachineSpec.Program);
        using var probe = new AcceleratorProbe(TimeProvider.System);
        var report = await probe.ProbeAsync(wanted: null, Cancellation);
        foreach (var candidate in report.Candidates)
        {
            output.WriteLine($"{candidate.Accelerator}: proven {candidate.IsProven}, speed {candidate.SpeedFactor}: {candidate.Reason}");
        }

        Assert.True(report.Chosen.IsProven);
        Assert.InRange(report.SpeedFactor, 0.001, 1);
        Assert.All(report.Candidates, candidate => Assert.NotEmpty(candidate.Reason));
    }

    [Fact(Timeout = 60_000)]
    public async Task Qemu_that_is_not_there_is_named()
    {
        using var probe = new AcceleratorProbe(TimeProvider.System, "qemu-of-another-world");
        var error = await Assert.ThrowsAsync<ToolException>(() => probe.ProbeAsync(wanted: null, Cancellation));
        Assert.Contains("qemu-of-another-world", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_that_ends_with_success_but_boots_no_canary_proves_nothing()
    {
        using var probe = new AcceleratorProbe(TimeProvider.System, "true");
        var error = await Assert.ThrowsAsync<AcceleratorException>(() => probe.ProbeAsync(AcceleratorKind.Tcg, Cancellation));
        Assert.Contains("exit code 0 instead of 85", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    [UnsupportedOSPlatform("windows")]
    public async Task Emulation_on_a_busy_host_is_slow_and_not_broken_but_kvm_that_crawls_is()
    {
        using var folder = ScratchFolder.Create("qemu");
        var qemu = folder.PathOf("qemu");
        await File.WriteAllTextAsync(qemu, "#!/bin/sh\ncase \"$*\" in *idle.img*) sleep 4 ;; esac\nexit 85\n", Cancellation);
        File.SetUnixFileMode(qemu, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var canary = new Canary(qemu, "idle.img", "busy.img", TimeSpan.FromMilliseconds(100));
        Assert.True((await canary.TryAsync(Accelerator.Tcg, Cancellation)).IsProven);
        var kvm = await canary.TryAsync(Accelerator.Kvm, Cancellation);
        Assert.False(kvm.IsProven);
        Assert.Equal("the test guest did not end within 3 s", kvm.Reason);
    }
}
