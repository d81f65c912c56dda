using System.Buffers;
using System.Text;

namespace MailFactory.Testing.Foreign.Consoles;

/// <summary>
/// Turns the bytes of a serial console into clean lines, however they are cut into pieces: without control sequences and control
/// strings (<see cref="ControlSequences"/>), backspaces and other control characters, with invalid UTF-8 replaced. The unfinished
/// last line is visible too, because prompts end without a newline. A carriage return does not take back what stands in the line:
/// it is evidence.
/// </summary>
internal sealed class SerialText
{
    /// <summary>A line is ended after this many characters, whatever comes.</summary>
    internal const int LongestLine = 8192;

    // Small enough to stay in the processor's cache from the decoder to the line.
    private const int DecodedAtOnce = 4096;

    private static readonly SearchValues<char> _controls = SearchValues.Create([
        .. Enumerable.Range(0, 0x100).Select(code => (char)code).Where(char.IsControl),
    ]);

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly char[] _decoded = new char[Encoding.UTF8.GetMaxCharCount(DecodedAtOnce)];
    private readonly StringBuilder _line = new();
    private readonly ControlSequences _sequences = new();

    /// <summary>
    /// The last line as far as it has come, with what may yet turn out to be part of a control string; empty after a newline.
    /// </summary>
    public string UnfinishedLine => $"{_line}{_sequences.Pending}";

    /// <summary>Takes the next bytes and returns the lines they finish.</summary>
    public IReadOnlyList<string> Append(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<string>();
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(bytes.Length, DecodedAtOnce)];
            bytes = bytes[piece.Length..];
            Take(_decoded.AsSpan(0, _decoder.GetChars(piece, _decoded, flush: false)), lines);
        }

        return lines;
    }

    private void Take(ReadOnlySpan<char> text, List<string> lines)
    {
        while (!text.IsEmpty)
        {
            // Nearly all is text, and is taken as a whole.
            if (_sequences.IsInText && text.IndexOfAny(_controls) is not 0 and var control)
            {
                var plain = control < 0 ? text : text[..control];
                AppendPlain(plain, lines);
                text = text[plain.Length..];
                continue;
            }

            Take(text[0], lines);
            text = text[1..];
        }
    }

    private void Take(char character, List<string> lines)
    {
        var part = _sequences.Take(character);
        AppendPlain(_sequences.Released, lines);
        if (part == ControlPart.Text)
        {
            Append(character, lines);
        }
        else if (part == ControlPart.LineEnd)
        {
            Finish(lines);
        }
    }

    private void Append(char character, List<string> lines)
    {
        switch (character)
        {
            // Line feed, vertical tab and form feed all move to a new line; so do IND and NEL.
            case '\n' or '\v' or '\f' or '\u0084' or '\u0085':
                Finish(lines);
                return;
            case '\b' when _line.Length > 0:
                _line.Length -= _line.Length > 1 && char.IsLowSurrogate(_line[^1]) ? 2 : 1;
                return;
            case '\t':
                AppendPlain(" ", lines);
                return;
            case var _ when char.IsControl(character):
                return;
            default:
                AppendPlain([character], lines);
                return;
        }
    }

    // Text without control characters. A line that is too long does not end between the two halves of a character.
    private void AppendPlain(ReadOnlySpan<char> text, List<string> lines)
    {
        while (!text.IsEmpty)
        {
            var piece = text[..Math.Min(text.Length, Math.Max(1, LongestLine - _line.Length))];
            text = text[piece.Length..];
            _line.Append(piece);
            if (_line.Length >= LongestLine && !char.IsHighSurrogate(piece[^1]))
            {
                Finish(lines);
            }
        }
    }

    private void Finish(List<string> lines)
    {
        lines.Add(_line.ToString().TrimEnd());
        _line.Clear();
    }
}
