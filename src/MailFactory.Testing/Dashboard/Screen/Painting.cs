using Spectre.Console;
using Spectre.Console.Rendering;

namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>Lines drawn over what is on the screen, from its first line on, without clearing it first, so that nothing flickers.</summary>
/// <param name="lines">The lines, none wider than the screen.</param>
internal sealed class Painting(IReadOnlyList<ScreenLine> lines) : Renderable
{
    private const string Home = "\u001b[H";
    private const string EraseLineEnd = "\u001b[K";
    private const string EraseBelow = "\u001b[J";

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        yield return Segment.Control(Home);
        for (var index = 0; index < lines.Count; index++)
        {
            foreach (var piece in lines[index].Pieces)
            {
                yield return new Segment(piece.Text, StyleOf(piece.Tone));
            }

            yield return Segment.Control(EraseLineEnd);
            if (index < lines.Count - 1)
            {
                yield return Segment.LineBreak;
            }
        }

        yield return Segment.Control(EraseBelow);
    }

    private static Style StyleOf(Tone tone) =>
        tone switch
        {
            Tone.Dim => new Style(decoration: Decoration.Dim),
            Tone.Head => new Style(decoration: Decoration.Bold),
            Tone.Good => new Style(Color.Green),
            Tone.Busy => new Style(Color.Yellow),
            Tone.Bad => new Style(Color.Red),
            _ => Style.Plain,
        };
}
