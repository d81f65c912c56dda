namespace Nuke.Common.Output.Planning.Layout;

/// <summary>A rectangle on the drawing, in pixels from its top left corner.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double Centre => X + (Width / 2);
}
