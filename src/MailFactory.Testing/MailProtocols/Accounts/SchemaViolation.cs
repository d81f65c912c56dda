namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>A departure from a schema.</summary>
/// <param name="Pointer">The value, as a JSON pointer (RFC 6901).</param>
/// <param name="Says">What is wrong, and what is allowed there.</param>
internal sealed record SchemaViolation(string Pointer, string Says);
