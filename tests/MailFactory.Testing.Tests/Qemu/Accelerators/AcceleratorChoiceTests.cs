using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Qemu.Accelerators;

public sealed class AcceleratorChoiceTests
{
    private static readonly AcceleratorCandidate _kvm = Proven(Accelerator.Kvm, 0.9);
    private static readonly AcceleratorCandidate _tcg = Proven(Accelerator.Tcg, 0.3);
    private static readonly AcceleratorCandidate _broken = new()
    {
        Accelerator = Accelerator.Kvm,
        IsProven = false,
        Reason = "failed to set MSR 0x10a",
    };

    [Fact]
    public void The_fastest_proven_one_is_chosen()
    {
        Assert.Equal(_kvm, AcceleratorProbe.Choose([_tcg, _kvm], null).Chosen);
        Assert.Equal(_tcg, AcceleratorProbe.Choose([_broken, _tcg], null).Chosen);
    }

    [Fact]
    public void A_kind_asked_for_is_chosen_even_when_another_is_faster() =>
        Assert.Equal(_tcg, AcceleratorProbe.Choose([_kvm, _tcg], AcceleratorKind.Tcg).Chosen);

    [Fact]
    public void A_kind_asked_for_but_not_proven_is_an_error_with_the_evidence()
    {
        var error = Assert.Throws<AcceleratorException>(() => AcceleratorProbe.Choose([_broken, _tcg], AcceleratorKind.Kvm));
        Assert.Equal("KVM was requested, but cannot run guests on this host: kvm host: failed to set MSR 0x10a", error.Message);
    }

    [Fact]
    public void Nothing_proven_is_an_error() => Assert.Throws<AcceleratorException>(() => AcceleratorProbe.Choose([_broken], null));

    [Theory]
    [InlineData(0.5, 4)]
    [InlineData(0.2, 6)]
    [InlineData(0.01, 12)]
    public void Timeouts_grow_as_TCG_gets_slower(double speed, double scale) =>
        Assert.Equal(scale, AcceleratorProbe.Choose([Proven(Accelerator.Tcg, speed)], null).TimeoutScale);

    [Fact]
    public void Under_KVM_timeouts_are_as_written() => Assert.Equal(1, AcceleratorProbe.Choose([_kvm], null).TimeoutScale);

    [Fact]
    public void The_canary_is_a_boot_sector()
    {
        var sector = CanaryBootSector.Create(0x11223344);
        Assert.Equal(512, sector.Length);
        Assert.Equal([0x55, 0xaa], sector[^2..]);
        Assert.True(sector.AsSpan().IndexOf((byte[])[0xb9, 0x44, 0x33, 0x22, 0x11]) > 0, "the work is not in the sector");
    }

    private static AcceleratorCandidate Proven(Accelerator accelerator, double speed) =>
        new()
        {
            Accelerator = accelerator,
            IsProven = true,
            SpeedFactor = speed,
            Reason = "came through",
        };
}
