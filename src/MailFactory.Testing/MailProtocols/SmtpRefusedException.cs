namespace MailFactory.Testing.MailProtocols;

/// <summary>An SMTP command was refused that should have been accepted.</summary>
/// <param name="message">The service, the command and the reply.</param>
/// <param name="reply">The reply.</param>
internal sealed class SmtpRefusedException(string message, SmtpReply reply) : MailProtocolException(message)
{
    /// <summary>The reply; a temporary one (4xx) asks to try again later.</summary>
    public SmtpReply Reply { get; } = reply;
}
