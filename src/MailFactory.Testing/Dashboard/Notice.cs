using MailFactory.Testing.Foreign;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MailFactory.Testing.Dashboard;

/// <summary>
/// A line printed above the live lines. It is drawn where they begin, so what is left of them has to be erased first;
/// Spectre.Console only moves the cursor.
/// </summary>
/// <param name="text">The line; wrapped at the width of the terminal.</param>
internal sealed class Notice(string text) : Renderable
{
    private const string EraseBelow = "\u001b[J";

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [Segment.Control(EraseBelow), .. ((IRenderable)new Text(ForeignText.Lines(text))).Render(options, maxWidth), Segment.LineBreak];
}
