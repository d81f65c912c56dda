namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>A part of a line with one meaning.</summary>
/// <param name="Text">The text.</param>
/// <param name="Tone">Its meaning.</param>
internal readonly record struct Piece(string Text, Tone Tone = Tone.Plain);
