namespace Nuke.Common.Utilities;

/// <summary>Writes lines with indentation; line ends are line feeds on every system, so that the result is the same everywhere.</summary>
/// <param name="streamWriter">Where the lines go.</param>
/// <param name="indentationFactor">How many blanks a step of indentation is.</param>
/// <param name="commentPrefix">What starts a comment, such as <c>#</c>.</param>
public class CustomFileWriter(StreamWriter streamWriter, int indentationFactor, string commentPrefix)
{
    private int _depth;

    /// <summary>Writes a line; an empty one without blanks.</summary>
    public void WriteLine(string text = null)
    {
        if (!string.IsNullOrEmpty(text))
        {
            streamWriter.Write(new string(' ', _depth * indentationFactor) + text);
        }

        streamWriter.Write('\n');
    }

    /// <summary>Writes a comment.</summary>
    public void WriteComment(string text = null) => WriteLine($"{commentPrefix}{text}");

    /// <summary>Indents what is written until the result is disposed.</summary>
    public IDisposable Indent()
    {
        _depth++;
        return new Disposable(() => _depth--);
    }
}
