using System.Net.Sockets;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Waiting;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace MailFactory.Testing.Conformance;

/// <summary>Tells exceptions that say something about the server from those that say something about the tester.</summary>
internal static class ServerFault
{
    /// <summary>What the server did wrong, in one sentence; null when the exception is not the server's fault.</summary>
    public static string? Describe(Exception error) =>
        error switch
        {
            MailProtocolException or WaitTimeoutException => error.Message,
            AuthenticationException => $"the server refused a right password: {error.Message}",
            SslHandshakeException => $"the TLS handshake failed: {FirstLine(error)}",
            SmtpCommandException refused => $"the server refused a mail command: {(int)refused.StatusCode} {refused.Message}",
            ProtocolException or CommandException or ServiceNotConnectedException =>
                $"the server closed the connection unexpectedly: {error.Message}",
            NotSupportedException when error.Source == "MailKit" => $"the server lacks an extension: {error.Message}",
            IOException { InnerException: SocketException } => $"the connection broke: {error.Message}",
            SocketException or TimeoutException => $"the connection broke: {error.Message}",
            _ => null,
        };

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0].Trim();
}
