namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>A place in a configuration file, for whoever has to mend it.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1; zero when the file as a whole is meant.</param>
/// <param name="Column">The character in that line, from 1.</param>
/// <param name="Pointer">The value, as a JSON pointer (RFC 6901).</param>
internal sealed record FactoryPlace(string File, int Line = 0, int Column = 0, string Pointer = "")
{
    /// <summary>The place as compilers write it, such as <c>mail.json:12:7 (/accounts/1/name)</c>, which editors can jump to.</summary>
    public override string ToString()
    {
        var position = Line == 0 ? File : $"{File}:{Line}:{Column}";
        return Pointer.Length == 0 ? position : $"{position} ({Pointer})";
    }
}
