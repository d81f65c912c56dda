using Nuke.Common.Execution;

namespace Nuke.Common.Output;

/// <summary>Where the engine prints: masked, and in colour only where that is welcome.</summary>
internal sealed class BuildConsole
{
    private readonly bool _colours;

    /// <summary>Makes a console.</summary>
    /// <param name="surroundings">The process.</param>
    /// <param name="mask">What must not be shown.</param>
    /// <param name="isBuildServer">Whether colours are welcome without a terminal.</param>
    /// <param name="keepsOut">Whether standard output is kept free for a result.</param>
    public BuildConsole(Surroundings surroundings, SecretMask mask, bool isBuildServer, bool keepsOut)
    {
        Result = Masked(surroundings.Out, mask);
        Error = Masked(surroundings.Error, mask);
        Out = keepsOut ? Error : Result;
        Width = Math.Min(surroundings.Width, 90);

        // https://no-color.org: set and not empty means no colours, whatever it is set to.
        var variables = surroundings.Variables;
        _colours =
            string.IsNullOrEmpty(variables.GetValueOrDefault("NO_COLOR"))
            && !keepsOut
            && (isBuildServer || (surroundings.IsTerminal && variables.GetValueOrDefault("TERM", "dumb") != "dumb"));
    }

    /// <summary>Where people read.</summary>
    public TextWriter Out { get; }

    /// <summary>Where programs read: standard output, whatever people are told.</summary>
    public TextWriter Result { get; }

    public TextWriter Error { get; }

    /// <summary>Columns for running text, at most 90.</summary>
    public int Width { get; }

    public void WriteLine(string text = "", string style = Style.Plain) => Out.WriteLine(Coloured(text, style));

    public string Coloured(string text, string style) =>
        _colours && style.Length > 0 && text.Length > 0 ? $"\u001b[{style}m{text}\u001b[0m" : text;

    private static TextWriter Masked(TextWriter writer, SecretMask mask) =>
        TextWriter.Synchronized(mask.IsEmpty ? writer : new MaskingWriter(writer, mask));
}
