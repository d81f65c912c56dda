namespace MailFactory.Testing.Conformance.Running;

/// <summary>Where new mail begins in a mailbox.</summary>
/// <param name="Validity">The mailbox' UIDVALIDITY; of another one nothing is known.</param>
/// <param name="Next">The UID that the next message will have at least.</param>
internal sealed record MailboxMark(uint Validity, uint Next);
