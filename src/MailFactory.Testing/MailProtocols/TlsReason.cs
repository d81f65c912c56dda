using System.Security.Authentication;

namespace MailFactory.Testing.MailProtocols;

/// <summary>Finds out of a failed handshake's exceptions what the TLS library itself said.</summary>
internal static class TlsReason
{
    /// <summary>The innermost message: OpenSSL's own, such as <c>error:0A00010B:SSL routines::wrong version number</c>.</summary>
    public static string Of(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error.Message.ReplaceLineEndings(" ").Trim();
    }

    /// <summary>Whether an exception is what a handshake or a broken TLS stream throws.</summary>
    public static bool IsFault(Exception error) => error is AuthenticationException or IOException or InvalidOperationException;
}
