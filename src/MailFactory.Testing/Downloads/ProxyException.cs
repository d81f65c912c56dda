namespace MailFactory.Testing.Downloads;

/// <summary>The proxy on the way to a host is at fault, not the host.</summary>
internal sealed class ProxyException(string message, Exception? cause) : HttpRequestException(message, cause);
