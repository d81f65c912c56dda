using System.Collections.Frozen;
using System.Net;
using System.Net.NetworkInformation;

namespace MailFactory.Testing.Qemu.Network;

/// <summary>The addresses of this host's own network interfaces, kept up to date.</summary>
internal static class HostAddresses
{
    private static IReadOnlySet<IPAddress> _now = Read();

    static HostAddresses() => NetworkChange.NetworkAddressChanged += (_, _) => Volatile.Write(ref _now, Read());

    /// <summary>The addresses now.</summary>
    public static IReadOnlySet<IPAddress> Now => Volatile.Read(ref _now);

    private static FrozenSet<IPAddress> Read() =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(own => own.Address)
            .ToFrozenSet();
}
