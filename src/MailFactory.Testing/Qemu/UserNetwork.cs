namespace MailFactory.Testing.Qemu;

/// <summary>
/// QEMU's user network (10.0.2.0/24) on a virtio card. IPv6 is off: its router solicitation costs an installer about a
/// minute under TCG.
/// </summary>
/// <param name="Forwards">The forwarded ports.</param>
public sealed record UserNetwork(IReadOnlyList<PortForward> Forwards) : IMachineDevice
{
    /// <summary>The name of the network inside QEMU.</summary>
    internal const string Id = "net0";

    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
    [
        "-nic",
        string.Join(',', ["user", $"id={Id}", "model=virtio-net-pci", "ipv6=off", .. Forwards.Select(forward => $"hostfwd=tcp:127.0.0.1:{forward.HostPort}-:{forward.GuestPort}")]),
    ];
}
