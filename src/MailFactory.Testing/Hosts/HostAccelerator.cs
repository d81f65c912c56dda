namespace MailFactory.Testing.Hosts;

/// <summary>The accelerator that was proven on this host.</summary>
/// <param name="Detail">What was chosen, and a line for each that was tried.</param>
/// <param name="IsHardware">Whether guests run on the processor itself.</param>
internal sealed record HostAccelerator(string Detail, bool IsHardware);
