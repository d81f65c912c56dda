namespace MailFactory.Testing.Foreign.Consoles;

/// <summary>What a character of a terminal's input is.</summary>
internal enum ControlPart
{
    /// <summary>Text, or a control character that acts by itself.</summary>
    Text,

    /// <summary>Part of a control sequence or control string: nothing to show.</summary>
    Control,

    /// <summary>The sequence that it ends moves to a new line.</summary>
    LineEnd,
}
