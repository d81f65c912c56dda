namespace MailFactory.Testing.Media.Debian;

/// <summary>The suite that an archive serves whole.</summary>
/// <param name="Suite">The first suite whose Release file and indices all verify.</param>
/// <param name="Notes">Why earlier suites were passed over, one line each.</param>
internal sealed record ArchiveChoice(ArchiveSuite Suite, IReadOnlyList<string> Notes);
