namespace MailFactory.Testing.Reports.Evidence;

/// <summary>A file of an evidence bundle.</summary>
/// <param name="Kind">What it is evidence of.</param>
/// <param name="Name">Its path in the bundle.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Note">What a reader must know of it, such as that its beginning was cut; empty when nothing.</param>
internal sealed record EvidencePart(EvidenceKind Kind, string Name, byte[] Content, string Note = "");
