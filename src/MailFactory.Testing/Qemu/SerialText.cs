using System.Text;

namespace MailFactory.Testing.Qemu;

/// <summary>
/// Turns the bytes of a serial console into clean lines, however they are cut into pieces: without ANSI escape sequences
/// (ECMA-48), backspaces and other control characters, with invalid UTF-8 replaced. The unfinished last line is visible too,
/// because prompts end without a newline.
/// </summary>
public sealed class SerialText
{
    private const int LongestLine = 8192;
    private const char Escape = '\x1b';
    private const char Bell = '\x07';
    private const char Backspace = '\b';

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();
    private State _state;

    private enum State
    {
        Text,
        AfterEscape,
        ControlSequence,
        CharacterSet,
        OperatingSystemCommand,
    }

    /// <summary>The last line as far as it has come; empty after a newline.</summary>
    public string UnfinishedLine => _line.ToString();

    /// <summary>Takes the next bytes and returns the lines they finish.</summary>
    public IReadOnlyList<string> Append(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var count = _decoder.GetChars(bytes, characters, flush: false);
        var lines = new List<string>();
        foreach (var character in characters.AsSpan(0, count))
        {
            Append(character, lines);
        }

        return lines;
    }

    private void Append(char character, List<string> lines)
    {
        switch (_state)
        {
            case State.AfterEscape:
                _state = character switch
                {
                    '[' => State.ControlSequence,
                    '(' or ')' => State.CharacterSet,
                    ']' => State.OperatingSystemCommand,
                    _ => State.Text,
                };
                break;
            case State.ControlSequence:
                _state = character is >= '@' and <= '~' ? State.Text : State.ControlSequence;
                break;
            case State.CharacterSet:
                _state = State.Text;
                break;
            case State.OperatingSystemCommand:
                _state = character switch { Bell => State.Text, Escape => State.AfterEscape, _ => State.OperatingSystemCommand };
                break;
            default:
                AppendText(character, lines);
                break;
        }
    }

    private void AppendText(char character, List<string> lines)
    {
        switch (character)
        {
            case Escape:
                _state = State.AfterEscape;
                break;
            case '\n':
                Finish(lines);
                break;
            case Backspace when _line.Length > 0:
                _line.Length--;
                break;
            case '\t':
                _line.Append(' ');
                break;
            case var _ when char.IsControl(character):
                break;
            default:
                _line.Append(character);
                break;
        }

        if (_line.Length >= LongestLine)
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
