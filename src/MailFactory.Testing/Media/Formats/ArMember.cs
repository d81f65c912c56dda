namespace MailFactory.Testing.Media.Formats;

/// <summary>A member of an ar archive, the container of Debian packages.</summary>
/// <param name="Name">The name, without the slash that some writers end it with.</param>
/// <param name="Offset">Where its bytes begin in the archive.</param>
/// <param name="Length">How many bytes it has.</param>
internal sealed record ArMember(string Name, long Offset, long Length);
