using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Qemu.Accelerators;

/// <summary>All accelerators tried on this host, and the one to use.</summary>
internal sealed record AcceleratorReport
{
    /// <summary>The accelerators tried, in the order of trial.</summary>
    public required IReadOnlyList<AcceleratorCandidate> Candidates { get; init; }

    /// <summary>The fastest proven one of those allowed.</summary>
    public required AcceleratorCandidate Chosen { get; init; }

    /// <summary>The chosen one's speed relative to the host's own processor.</summary>
    public double SpeedFactor => Chosen.SpeedFactor ?? throw new InvalidOperationException("a chosen accelerator is always proven");

    /// <summary>
    /// By what to multiply timeouts meant for KVM. 1 under KVM. Under TCG 1.2 divided by the speed factor, at least 4 and at
    /// most 12: an ordinary host translates the canary's loop at 0.3 of its own speed and needs four times as long for a
    /// boot, and a slower or busier host needs more.
    /// </summary>
    public double TimeoutScale => Chosen.Accelerator.Kind == AcceleratorKind.Kvm ? 1 : Math.Clamp(Math.Round(1.2 / SpeedFactor, 1), 4, 12);
}
