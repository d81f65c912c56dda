namespace MailFactory.Testing.Guests;

/// <summary>Writes values into POSIX shell text.</summary>
public static class ShellText
{
    /// <summary>The value in single quotes, so that the shell takes it as it is, whatever it holds.</summary>
    public static string Quote(string value) => $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
