namespace MailFactory.Testing.Qemu;

/// <summary>
/// QEMU's user network (10.0.2.0/24) on a virtio card. IPv6 is off: its router solicitation costs an installer about a
/// minute under TCG.
/// </summary>
/// <param name="Forwards">The forwarded ports.</param>
public sealed record UserNetwork(IReadOnlyList<PortForward> Forwards) : IMachineDevice
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
    [
        "-nic",
        string.Join(',', ["user", "model=virtio-net-pci", "ipv6=off", .. Forwards.Select(forward => $"hostfwd=tcp:127.0.0.1:{forward.HostPort}-:{forward.GuestPort}")]),
    ];
}
