namespace MailFactory.Testing.Qemu.Network;

/// <summary>A TCP port of the guest reachable on the host's 127.0.0.1, and nowhere else.</summary>
/// <param name="HostPort">The port on the host.</param>
/// <param name="GuestPort">The port in the guest.</param>
internal sealed record PortForward(int HostPort, int GuestPort);
