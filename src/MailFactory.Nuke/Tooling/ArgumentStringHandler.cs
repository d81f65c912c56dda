using System.Runtime.CompilerServices;
using System.Text;
using Nuke.Common.IO;

namespace Nuke.Common.Tooling;

/// <summary>The arguments of a tool as an interpolated string, in which paths are put in quotes where they need them.</summary>
[InterpolatedStringHandler]
public struct ArgumentStringHandler
{
    private readonly StringBuilder _text;

    /// <summary>Begins an interpolated string.</summary>
    public ArgumentStringHandler(int literalLength, int formattedCount, out bool handlerIsValid)
    {
        _text = new StringBuilder(literalLength);
        handlerIsValid = true;
    }

    /// <summary>Takes plain text.</summary>
    public static implicit operator ArgumentStringHandler(string value)
    {
        var result = new ArgumentStringHandler(value?.Length ?? 0, 0, out _);
        result.AppendLiteral(value ?? string.Empty);
        return result;
    }

    /// <summary>Adds a constant part.</summary>
    public void AppendLiteral(string value) => _text.Append(value);

    /// <summary>Adds a value; a path in quotes if it holds a space, other texts by the format d, dn, s, sn or nq.</summary>
    public void AppendFormatted(object obj, int alignment = 0, string format = null)
    {
        var text = obj switch
        {
            IAbsolutePathHolder holder => holder.Path.ToString(format ?? AbsolutePath.DoubleQuoteIfNeeded),
            string plain => Quoted(plain, format),
            IFormattable formattable => formattable.ToString(format, null),
            _ => obj?.ToString() ?? string.Empty,
        };
        _text.Append(text.PadLeft(Math.Max(alignment, 0)).PadRight(Math.Max(-alignment, 0)));
    }

    /// <summary>Adds paths with spaces between them.</summary>
    public void AppendFormatted(IEnumerable<IAbsolutePathHolder> paths, int alignment = 0, string format = null) =>
        _text.AppendJoin(' ', paths.Select(x => x.Path.ToString(format ?? AbsolutePath.DoubleQuoteIfNeeded)));

    /// <summary>The whole text.</summary>
    public string ToStringAndClear() => _text?.ToString() ?? string.Empty;

    private static string Quoted(string text, string format) =>
        format switch
        {
            AbsolutePath.DoubleQuote => $"\"{text}\"",
            AbsolutePath.DoubleQuoteIfNeeded => text.Contains(' ') ? $"\"{text}\"" : text,
            AbsolutePath.SingleQuote => $"'{text}'",
            AbsolutePath.SingleQuoteIfNeeded => text.Contains(' ') ? $"'{text}'" : text,
            _ => text,
        };
}
