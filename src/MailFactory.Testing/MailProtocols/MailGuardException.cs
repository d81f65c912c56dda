namespace MailFactory.Testing.MailProtocols;

/// <summary>A mail was held back, because the owner of the server did not allow it.</summary>
/// <param name="reason">Which mail, and why.</param>
internal sealed class MailGuardException(string reason) : Exception(reason);
