namespace MailFactory.Testing.Hosts;

/// <summary>The accelerator that was proven on this host.</summary>
/// <param name="Detail">Its name with what was measured, such as <c>tcg, boot sector in 412 ms, x0.04 of KVM</c>.</param>
/// <param name="IsHardware">Whether guests run on the processor itself.</param>
public sealed record HostAccelerator(string Detail, bool IsHardware);
