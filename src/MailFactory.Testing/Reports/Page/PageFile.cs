namespace MailFactory.Testing.Reports.Page;

/// <summary>A file that belongs to a result.</summary>
/// <param name="Name">Its path, relative to the work directory.</param>
/// <param name="Link">Where it is from the page; null when it is not there any more.</param>
internal sealed record PageFile(string Name, string? Link);
