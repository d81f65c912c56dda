using MailFactory.Testing.Qemu.Devices;

namespace MailFactory.Testing.Qemu.Network;

/// <summary>
/// A record of each packet's length, which QEMU's <c>filter-dump</c> writes as a pcap file; of the packet itself only the first
/// byte is kept, so that a gigabyte of packages costs the host a few megabytes.
/// </summary>
/// <param name="Path">The file, which QEMU truncates at start.</param>
internal sealed record TrafficRecord(string Path) : IMachineDevice
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
        ["-object", $"filter-dump,id=traffic,netdev={UserNetwork.Id},file={QemuOption.Value(Path)},maxlen=1"];
}
