using System.Net.Sockets;

namespace MailFactory.Testing.MailProtocols;

/// <summary>Connects sockets to a target's services.</summary>
internal static class MailSocket
{
    /// <summary>A service's name in transcripts and messages: protocol and registered port.</summary>
    public static string Name(MailService service) => $"{service.ToString().ToLowerInvariant()}/{(int)service}";

    /// <summary>
    /// Connects; throws <see cref="MailProtocolException"/> naming the service when nothing answers in time,
    /// <see cref="NotOfferedException"/> when none should.
    /// </summary>
    public static async Task<Socket> ConnectAsync(
        MailServerTarget target,
        MailService service,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        if (!target.Profile.GuestPorts.ContainsKey(service))
        {
            throw new NotOfferedException(target.Profile, Name(service));
        }

        if (!target.Ports.TryGetValue(service, out var port))
        {
            throw new MailProtocolException($"{Name(service)}: no port of the host leads to this service");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await Deadline
                .RunAsync(
                    $"{Name(service)}: no connection",
                    patience,
                    token => socket.ConnectAsync(target.Host, port, token).AsTask(),
                    cancellationToken
                )
                .ConfigureAwait(false);
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new MailProtocolException($"{Name(service)}: no connection to {target.Host}:{port}: {error.Message}", error);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
