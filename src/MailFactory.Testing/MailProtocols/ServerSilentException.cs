namespace MailFactory.Testing.MailProtocols;

/// <summary>A server did not answer within the patience that it was given.</summary>
/// <param name="message">The service and what it did not do.</param>
internal sealed class ServerSilentException(string message) : MailProtocolException(message);
