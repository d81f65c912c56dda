namespace MailFactory.Testing.Foreign.Consoles;

/// <summary>
/// Tells text from control sequences and control strings: ECMA-48 (5.4, 5.6, 8.3), with what Linux's console adds to it
/// (console_codes(4): the palette's sequences have no end of their own, a function key's has one letter more). Other than either,
/// a line end ends whatever is open, and a control string that is not ended properly was text: a guest cannot hide the lines that
/// follow, nor a prompt.
/// </summary>
internal sealed class ControlSequences
{
    private const char Escape = '\x1b';
    private const char Bell = '\x07';
    private const char Cancel = '\x18';
    private const char Substitute = '\x1a';
    private const char Delete = '\x7f';
    private const int PaletteDigits = 7;

    private char[] _string = new char[64];
    private int _length;
    private int _released;
    private State _state;
    private int _left;
    private bool _endsWithBell;

    private enum State
    {
        Text,
        AfterEscape,
        EscapeIntermediate,
        ControlSequence,
        InsideControlSequence,
        FunctionKey,
        BeforeCommand,
        Palette,
        ControlString,
        EscapeInString,
    }

    /// <summary>What was held back of a control string that has not ended.</summary>
    public ReadOnlySpan<char> Pending => _string.AsSpan(0, _length);

    /// <summary>Whether nothing is open, so that a character which is no control character is text.</summary>
    public bool IsInText => _state == State.Text;

    /// <summary>
    /// What was held back and is text after all, because the last character has not ended it properly; it comes before that character.
    /// </summary>
    public ReadOnlySpan<char> Released => _string.AsSpan(0, _released);

    /// <summary>Takes the next character.</summary>
    public ControlPart Take(char character)
    {
        _released = 0;
        return _state switch
        {
            State.Text => Begin(character),
            State.BeforeCommand or State.ControlString or State.EscapeInString => InString(character),
            _ => InSequence(character),
        };
    }

    private ControlPart Begin(char character)
    {
        _state = character switch
        {
            Escape => State.AfterEscape,
            '\u009b' => State.ControlSequence,
            '\u009d' => State.BeforeCommand,
            '\u0090' or '\u0098' or '\u009e' or '\u009f' => State.ControlString,
            _ => State.Text,
        };
        _endsWithBell = character == '\u009d';
        return _state == State.Text ? ControlPart.Text : ControlPart.Control;
    }

    private ControlPart InSequence(char character)
    {
        switch (character)
        {
            case '\n' or '\v' or '\f':
                _state = State.Text;
                return ControlPart.Text;
            case Cancel or Substitute:
                _state = State.Text;
                return ControlPart.Control;
            case Escape:
                _state = State.AfterEscape;
                return ControlPart.Control;
            // Other control characters act in the middle of a sequence, as on a VT100.
            case < ' ':
                return ControlPart.Text;
            case Delete:
                return ControlPart.Control;
            case > Delete:
                _state = State.Text;
                return Begin(character);
        }

        return _state switch
        {
            State.AfterEscape => AfterEscape(character),
            State.EscapeIntermediate => End(character is >= ' ' and <= '/' ? State.EscapeIntermediate : State.Text),
            State.ControlSequence when character == '[' => End(State.FunctionKey),
            State.ControlSequence or State.InsideControlSequence => End(
                character is >= '@' and <= '~' ? State.Text : State.InsideControlSequence
            ),
            State.Palette => Palette(character),
            _ => End(State.Text),
        };
    }

    private ControlPart AfterEscape(char character)
    {
        _endsWithBell = character == ']';
        _state = character switch
        {
            '[' => State.ControlSequence,
            ']' => State.BeforeCommand,
            'P' or 'X' or '^' or '_' => State.ControlString,
            >= ' ' and <= '/' => State.EscapeIntermediate,
            _ => State.Text,
        };
        return character is 'D' or 'E' ? ControlPart.LineEnd : ControlPart.Control;
    }

    private ControlPart Palette(char character)
    {
        if (!char.IsAsciiHexDigit(character))
        {
            _state = State.Text;
            return ControlPart.Text;
        }

        _left--;
        return End(_left > 0 ? State.Palette : State.Text);
    }

    private ControlPart InString(char character)
    {
        var state = _state;
        if (state == State.BeforeCommand && character is 'R' or 'P')
        {
            _left = PaletteDigits;
            return End(character == 'P' ? State.Palette : State.Text);
        }

        if (
            (state == State.EscapeInString && character == '\\')
            || character is '\u009c' or Cancel or Substitute
            || (character == Bell && _endsWithBell)
        )
        {
            _length = 0;
            return End(State.Text);
        }

        if (state == State.EscapeInString)
        {
            return NotEnded(State.AfterEscape, character);
        }

        if (character is '\n' or '\v' or '\f' || _length >= SerialText.LongestLine)
        {
            return NotEnded(State.Text, character);
        }

        if (character == '\t' || !char.IsControl(character))
        {
            Hold(character == '\t' ? ' ' : character);
        }

        return End(character == Escape ? State.EscapeInString : State.ControlString);
    }

    private ControlPart NotEnded(State state, char character)
    {
        (_released, _length) = (_length, 0);
        _state = state;
        return state == State.Text ? Begin(character) : InSequence(character);
    }

    private void Hold(char character)
    {
        if (_length == _string.Length)
        {
            Array.Resize(ref _string, _length * 2);
        }

        _string[_length++] = character;
    }

    private ControlPart End(State next)
    {
        _state = next;
        return ControlPart.Control;
    }
}
