namespace MailFactory.Testing.Archives;

/// <summary>The answer to "is there an archive for these inputs?".</summary>
/// <param name="Manifest">The manifest of an intact archive, or null.</param>
/// <param name="Reason">Why it can be used, or why there is none, in one sentence.</param>
internal sealed record ArchiveLookup(ArchiveManifest? Manifest, string Reason);
