namespace MailFactory.Testing.Guests;

/// <summary>Writes values into POSIX shell text.</summary>
internal static class ShellText
{
    /// <summary>The value as a word that people can read and paste: in quotes only when it needs them.</summary>
    public static string Word(string value) =>
        value.Length > 0
        && value.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_=+.,:/@%".Contains(letter, StringComparison.Ordinal))
            ? value
            : Quote(value);

    /// <summary>The value in single quotes, so that the shell takes it as it is, whatever it holds.</summary>
    public static string Quote(string value) => $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
