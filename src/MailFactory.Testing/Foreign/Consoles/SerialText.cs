using System.Text;

namespace MailFactory.Testing.Foreign.Consoles;

/// <summary>
/// Turns the bytes of a serial console into clean lines, however they are cut into pieces: without control sequences and control
/// strings (<see cref="ControlSequences"/>), backspaces and other control characters, with invalid UTF-8 replaced. The unfinished
/// last line is visible too, because prompts end without a newline. A carriage return does not take back what stands in the line:
/// it is evidence.
/// </summary>
public sealed class SerialText
{
    /// <summary>A line is ended after this many characters, whatever comes.</summary>
    internal const int LongestLine = 8192;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();
    private readonly ControlSequences _sequences = new();

    /// <summary>
    /// The last line as far as it has come, with what may yet turn out to be part of a control string; empty after a newline.
    /// </summary>
    public string UnfinishedLine => $"{_line}{_sequences.Pending}";

    /// <summary>Takes the next bytes and returns the lines they finish.</summary>
    public IReadOnlyList<string> Append(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var count = _decoder.GetChars(bytes, characters, flush: false);
        var lines = new List<string>();
        foreach (var character in characters.AsSpan(0, count))
        {
            var part = _sequences.Take(character);
            foreach (var released in _sequences.Released)
            {
                Append(released, lines);
            }

            if (part == ControlPart.Text)
            {
                Append(character, lines);
            }
            else if (part == ControlPart.LineEnd)
            {
                Finish(lines);
            }
        }

        return lines;
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
                _line.Append(' ');
                break;
            case var _ when char.IsControl(character):
                return;
            default:
                _line.Append(character);
                break;
        }

        if (_line.Length >= LongestLine && !char.IsHighSurrogate(character))
        {
            Finish(lines);
        }
    }

    private void Finish(List<string> lines)
    {
        lines.Add(_line.ToString().TrimEnd());
        _line.Clear();
    }
}
