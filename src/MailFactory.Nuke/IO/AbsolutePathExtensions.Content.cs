using System.Text;

namespace Nuke.Common.IO;

/// <content>Reading and writing; text is UTF-8 without a byte order mark unless another encoding is given.</content>
public static partial class AbsolutePathExtensions
{
    /// <summary>The encoding where none is given.</summary>
    public static Encoding DefaultEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Whether written text ends with a line break where the call does not say; default true.</summary>
    public static bool DefaultEofLineBreak = true;

    /// <summary>The whole text.</summary>
    public static string ReadAllText(this AbsolutePath path, Encoding encoding = null) =>
        File.ReadAllText(path, encoding ?? DefaultEncoding);

    /// <summary>All lines.</summary>
    public static string[] ReadAllLines(this AbsolutePath path, Encoding encoding = null) =>
        File.ReadAllLines(path, encoding ?? DefaultEncoding);

    /// <summary>All bytes.</summary>
    public static byte[] ReadAllBytes(this AbsolutePath path) => File.ReadAllBytes(path);

    /// <summary>Writes the text, making directories as needed.</summary>
    public static AbsolutePath WriteAllText(this AbsolutePath path, string content, Encoding encoding = null, bool? eofLineBreak = null)
    {
        path.Parent.CreateDirectory();
        var text = content.TrimEnd('\r', '\n') + (eofLineBreak ?? DefaultEofLineBreak ? Environment.NewLine : string.Empty);
        File.WriteAllText(path, text, encoding ?? DefaultEncoding);
        return path;
    }

    /// <summary>Writes the lines, making directories as needed.</summary>
    public static AbsolutePath WriteAllLines(
        this AbsolutePath path,
        IEnumerable<string> lines,
        Encoding encoding = null,
        PlatformFamily? platformFamily = null,
        bool? eofLineBreak = null
    )
    {
        var lineBreak = platformFamily switch
        {
            null => Environment.NewLine,
            PlatformFamily.Windows => "\r\n",
            _ => "\n",
        };
        path.Parent.CreateDirectory();
        var text = string.Join(lineBreak, lines) + (eofLineBreak ?? DefaultEofLineBreak ? lineBreak : string.Empty);
        File.WriteAllText(path, text, encoding ?? DefaultEncoding);
        return path;
    }

    /// <summary>Writes the lines, making directories as needed.</summary>
    public static AbsolutePath WriteAllLines(
        this AbsolutePath path,
        string[] lines,
        Encoding encoding = null,
        PlatformFamily? platformFamily = null,
        bool? eofLineBreak = null
    ) => path.WriteAllLines((IEnumerable<string>)lines, encoding, platformFamily, eofLineBreak);

    /// <summary>Writes the bytes, making directories as needed.</summary>
    public static AbsolutePath WriteAllBytes(this AbsolutePath path, byte[] bytes)
    {
        path.Parent.CreateDirectory();
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Adds text at the end, making directories as needed.</summary>
    public static AbsolutePath AppendAllText(this AbsolutePath path, string content, Encoding encoding = null)
    {
        path.Parent.CreateDirectory();
        File.AppendAllText(path, content, encoding ?? DefaultEncoding);
        return path;
    }

    /// <summary>Adds lines at the end, making directories as needed.</summary>
    public static AbsolutePath AppendAllLines(this AbsolutePath path, IEnumerable<string> lines, Encoding encoding = null)
    {
        path.Parent.CreateDirectory();
        File.AppendAllLines(path, lines, encoding ?? DefaultEncoding);
        return path;
    }

    /// <summary>Adds lines at the end, making directories as needed.</summary>
    public static AbsolutePath AppendAllLines(this AbsolutePath path, string[] lines, Encoding encoding = null) =>
        path.AppendAllLines((IEnumerable<string>)lines, encoding);

    /// <summary>Replaces the text by what the function makes of it.</summary>
    public static AbsolutePath UpdateText(this AbsolutePath path, Func<string, string> update, Encoding encoding = null) =>
        path.WriteAllText(update(path.ReadAllText(encoding)), encoding);
}
