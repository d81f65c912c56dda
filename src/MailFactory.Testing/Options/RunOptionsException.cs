namespace MailFactory.Testing.Options;

/// <summary>What the user asked for cannot be done as asked.</summary>
/// <param name="message">Every mistake, with what is allowed.</param>
public sealed class RunOptionsException(string message) : Exception(message);
