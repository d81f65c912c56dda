namespace MailFactory.Testing.Reports.Page;

/// <summary>A picture that is part of the page.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Link">The file it comes from.</param>
/// <param name="Source">The picture as a data URI; null when it is too large to be part of the page.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
internal sealed record PageImage(string Caption, string Link, string? Source, int Width, int Height);
