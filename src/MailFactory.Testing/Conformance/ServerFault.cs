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
    /// <summary>
    /// What the server did wrong, in one sentence with the service and what was said last; null when the exception is not the server's
    /// fault.
    /// </summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="last">What was said last, and on which connection.</param>
    public static string? Describe(Exception error, LastExchange? last)
    {
        var what = Describe(error);
        return what is null || last is null || what.Contains(last.Connection, StringComparison.Ordinal) ? what : $"{what} ({last})";
    }

    private static string? Describe(Exception error) =>
        error switch
        {
            MailProtocolException or WaitTimeoutException => error.Message,
            AuthenticationException => $"the server refused a right password: {error.Message}",
            SslHandshakeException or System.Security.Authentication.AuthenticationException =>
                $"the TLS handshake failed: {TlsReason.Of(error)}",
            SmtpCommandException refused => $"the server refused a mail command: {(int)refused.StatusCode} {refused.Message}",
            CommandException => $"the server refused a command: {error.Message}",
            ProtocolException when !error.Message.Contains("disconnected", StringComparison.OrdinalIgnoreCase) =>
                $"the server sent what cannot be read: {error.Message}",
            ProtocolException or ServiceNotConnectedException => $"the server closed the connection unexpectedly: {error.Message}",
            NotSupportedException when error.Source == "MailKit" => $"the server lacks an extension: {error.Message}",
            FolderNotFoundException or MessageNotFoundException => $"the server no longer finds a mailbox or message: {error.Message}",
            FormatException when error.Source is "MailKit" or "MimeKit" => $"the server sent what cannot be read: {error.Message}",
            TimeoutException or IOException { InnerException: OperationCanceledException or TimeoutException } =>
                "the server did not answer in time",
            IOException or SocketException => $"the connection broke: {TlsReason.Of(error)}",
            _ => null,
        };
}
