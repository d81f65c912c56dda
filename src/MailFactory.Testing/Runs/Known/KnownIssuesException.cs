namespace MailFactory.Testing.Runs.Known;

/// <summary>The known issues cannot be used.</summary>
/// <param name="message">Every mistake, with its file and line and what is allowed there.</param>
internal sealed class KnownIssuesException(string message) : Exception(message);
