namespace MailFactory.Testing.Reports.Page;

/// <summary>The end of a log.</summary>
/// <param name="Title">The file's name.</param>
/// <param name="Link">The whole file.</param>
/// <param name="Lines">Its last lines, clean.</param>
internal sealed record PageLog(string Title, string Link, IReadOnlyList<string> Lines);
