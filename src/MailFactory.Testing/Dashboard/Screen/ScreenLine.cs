using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>A line of the screen.</summary>
/// <param name="pieces">Its parts, from the left.</param>
internal sealed class ScreenLine(params IEnumerable<Piece> pieces)
{
    /// <summary>The parts.</summary>
    public IReadOnlyList<Piece> Pieces { get; } = [.. pieces];

    /// <summary>The line without colours.</summary>
    public string Text => string.Concat(Pieces.Select(piece => piece.Text)).TrimEnd();

    /// <summary>The line, cut where it is longer than the screen is wide; what would steer the terminal is replaced.</summary>
    public ScreenLine Fit(int width)
    {
        var left = Pieces.Sum(piece => piece.Text.Length) > width ? width - 1 : width;
        var fitting = new List<Piece>();
        foreach (var piece in Pieces)
        {
            var text = ForeignText.Line(piece.Text);
            if (text.Length > left)
            {
                fitting.Add(piece with { Text = $"{ForeignText.Line(text[..left])}…" });
                break;
            }

            fitting.Add(piece with { Text = text });
            left -= text.Length;
        }

        return new ScreenLine(fitting);
    }
}
