using System.Net;

namespace MailFactory.Testing.Qemu.Network;

/// <summary>What a guest with a way out may reach on this host; everything else of the host is closed to it.</summary>
internal sealed record GuestReach
{
    /// <summary>TCP ports on the host's loopback address, which the guest reaches at 10.0.2.2.</summary>
    public IReadOnlyList<int> LoopbackPorts { get; init; } = [];

    /// <summary>TCP services on the host's other addresses, such as a package mirror that runs on this host.</summary>
    public IReadOnlyList<IPEndPoint> Services { get; init; } = [];
}
