using MailFactory.Testing.Qemu.Devices;

namespace MailFactory.Testing.Qemu.Network;

/// <summary>
/// QEMU's user network (10.0.2.0/24) on a virtio card. IPv6 is off: its router solicitation costs an installer about a
/// minute under TCG. A guest with a way out sends every packet through the <see cref="PacketGate"/>; one without can only
/// answer on its forwarded ports (QEMU's <c>restrict</c>).
/// </summary>
/// <param name="Forwards">The forwarded ports.</param>
/// <param name="HasWayOut">Whether the guest may open connections, past the gate.</param>
/// <param name="SocketFolder">Where QEMU opens the gate's sockets.</param>
internal sealed record UserNetwork(IReadOnlyList<PortForward> Forwards, bool HasWayOut, string SocketFolder) : IMachineDevice
{
    /// <summary>The name of the network inside QEMU.</summary>
    internal const string Id = "net0";

    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
        [
            "-nic",
            string.Join(
                ',',
                [
                    "user",
                    $"id={Id}",
                    "model=virtio-net-pci",
                    "ipv6=off",
                    $"restrict={(HasWayOut ? "off" : "on")}",
                    .. Forwards.Select(forward => $"hostfwd=tcp:127.0.0.1:{forward.HostPort}-:{forward.GuestPort}"),
                ]
            ),
            .. HasWayOut ? PacketGate.Arguments(SocketFolder) : [],
        ];
}
