namespace Nuke.Common.Tooling;

/// <summary>One line that a process printed.</summary>
public struct Output
{
    /// <summary>The stream it came from.</summary>
    public OutputType Type;

    /// <summary>The line, without its end.</summary>
    public string Text;
}
