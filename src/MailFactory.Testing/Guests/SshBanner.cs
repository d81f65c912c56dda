using System.Net.Sockets;
using System.Text;

namespace MailFactory.Testing.Guests;

/// <summary>Asks for nothing but the greeting of an SSH server (RFC 4253, section 4.2).</summary>
internal static class SshBanner
{
    /// <summary>Whether an SSH server greets at the address within the time.</summary>
    public static async Task<bool> IsThereAsync(
        string host,
        int port,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, either.Token).ConfigureAwait(false);
            var buffer = new byte[4];
            await client.GetStream().ReadExactlyAsync(buffer, either.Token).ConfigureAwait(false);
            return Encoding.ASCII.GetString(buffer) == "SSH-";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return false;
        }
    }
}
