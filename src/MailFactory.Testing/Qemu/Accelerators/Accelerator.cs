using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Qemu.Accelerators;

/// <summary>An accelerator together with the CPU model to use under it.</summary>
/// <param name="Kind">KVM or TCG.</param>
/// <param name="Cpu">QEMU's CPU model with features.</param>
internal sealed record Accelerator(AcceleratorKind Kind, string Cpu) : IMachineDevice
{
    /// <summary>KVM with the host's own CPU.</summary>
    public static Accelerator Kvm { get; } = new(AcceleratorKind.Kvm, "host");

    /// <summary>KVM for hosts, often nested ones, that refuse to set the MSR of <c>arch-capabilities</c>.</summary>
    public static Accelerator KvmWithoutArchCapabilities { get; } = new(AcceleratorKind.Kvm, "host,-arch-capabilities");

    /// <summary>
    /// Software translation with the CPU features QEMU can offer; EL9 needs x86-64-v2, which the default lacks. Two that no level of
    /// x86-64 asks for are left out, because they make an emulated machine slower: page tables of five levels (la57), and a kernel that
    /// copies and clears pages byte by byte (erms), which is quick in silicon only. Every QEMU since 2.9 knows both by these names.
    /// </summary>
    public static Accelerator Tcg { get; } = new(AcceleratorKind.Tcg, "max,la57=off,erms=off");

    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-accel", Kind == AcceleratorKind.Kvm ? "kvm" : "tcg,thread=multi,tb-size=512", "-cpu", Cpu];

    /// <summary>The name for people: <c>kvm host</c>, <c>tcg max</c>. There is only one under TCG, so its features need no naming.</summary>
    public override string ToString() => Kind == AcceleratorKind.Kvm ? $"kvm {Cpu}" : $"tcg {Cpu.Split(',')[0]}";
}
