namespace MailFactory.Testing.Conformance.Running;

/// <summary>What was in the test accounts before the checks.</summary>
/// <param name="Accounts">The addresses of the accounts that could be looked into.</param>
/// <param name="Mailboxes">Their mailboxes, each with where new mail begins in it; null where nobody can tell.</param>
internal sealed record MailBefore(IReadOnlySet<string> Accounts, IReadOnlyDictionary<string, MailboxMark?> Mailboxes);
