namespace MailFactory.Testing.MailProtocols;

/// <summary>A certificate leads to no authority that is trusted, so that nothing was said inside TLS.</summary>
internal sealed class UntrustedCertificateException(string message, Exception innerException)
    : MailProtocolException(message, innerException);
