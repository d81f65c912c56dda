using System.Net;
using System.Net.Sockets;
using MailFactory.Testing.Options;

namespace MailFactory.Web.Serving;

/// <summary>Where the live page is served.</summary>
/// <param name="Listen">The address to listen on.</param>
/// <param name="Port">The port; null for 8470 or, when that is taken, the next free one.</param>
internal sealed record LiveAddress(IPAddress Listen, int? Port)
{
    private const int FirstPort = 8470;
    private const int PortsTried = 20;
    private const int LastPort = 65535;

    /// <summary>The ports to try, in this order.</summary>
    public IEnumerable<int> Ports => Port is { } one ? [one] : Enumerable.Range(FirstPort, PortsTried);

    /// <summary>
    /// Reads what a user asked for; throws <see cref="RunOptionsException"/> for what is no address of a network interface or no port.
    /// </summary>
    /// <param name="listen">An IP address; null for the loopback address.</param>
    /// <param name="port">A port; null for any free one.</param>
    public static LiveAddress Parse(string? listen, int? port)
    {
        if (port is < 1 or > LastPort)
        {
            throw new RunOptionsException($"--port {port}: must be from 1 to {LastPort}");
        }

        if (listen is null)
        {
            return new LiveAddress(IPAddress.Loopback, port);
        }

        return IPAddress.TryParse(listen, out var address)
            ? new LiveAddress(address, port)
            : throw new RunOptionsException(
                $"--listen {listen}: must be an IP address of this host, such as 192.0.2.7, or 0.0.0.0 for all of them"
            );
    }

    /// <summary>The page's address for people, without a path.</summary>
    public string Url(int port)
    {
        var host = IsEverywhere ? Dns.GetHostName() : Listen.ToString();
        var named = Listen.AddressFamily == AddressFamily.InterNetworkV6 && !IsEverywhere ? $"[{host}]" : host;
        return $"http://{named}:{port}";
    }

    /// <summary>
    /// Whether a request's Host header names this server. A page elsewhere whose name is turned to our address (DNS rebinding) still
    /// sends its own name.
    /// </summary>
    public bool IsOurs(string host)
    {
        var name = host.Trim('[', ']');
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return IsEverywhere || IPAddress.IsLoopback(Listen);
        }

        return IPAddress.TryParse(name, out var address)
            ? IsEverywhere || address.Equals(Listen) || (IPAddress.IsLoopback(address) && IPAddress.IsLoopback(Listen))
            : IsEverywhere && name.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase);
    }

    private bool IsEverywhere => Listen.Equals(IPAddress.Any) || Listen.Equals(IPAddress.IPv6Any);
}
