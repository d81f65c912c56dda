namespace MailFactory.Testing.MailProtocols;

/// <summary>A mail server did not answer, hung up, or answered something its protocol does not allow.</summary>
internal class MailProtocolException : Exception
{
    /// <summary>Creates the exception with a message that names the service and what was observed.</summary>
    public MailProtocolException(string message)
        : base(message) { }

    /// <summary>Creates the exception with a message and the error behind it.</summary>
    public MailProtocolException(string message, Exception innerException)
        : base(message, innerException) { }
}
