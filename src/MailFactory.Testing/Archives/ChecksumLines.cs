namespace MailFactory.Testing.Archives;

/// <summary>Lines as <c>sha256sum</c> writes and checks them: digest, two blanks, file name.</summary>
internal static class ChecksumLines
{
    private const int DigestLength = 64;

    /// <summary>The lines for files with their digests, in the order given.</summary>
    public static string Render(IEnumerable<(string Sha256, string Name)> files) =>
        string.Concat(files.Select(file => $"{file.Sha256}  {file.Name}\n"));

    /// <summary>The digest of each file; lines of another shape are left out.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string text) =>
        text.Split('\n')
            .Where(line =>
                line.Length > DigestLength + 2
                && line[..DigestLength].All(char.IsAsciiHexDigitLower)
                && line[DigestLength] == ' '
                && line[DigestLength + 1] is ' ' or '*'
            )
            .GroupBy(line => line[(DigestLength + 2)..], line => line[..DigestLength], StringComparer.Ordinal)
            .ToDictionary(lines => lines.Key, lines => lines.Last(), StringComparer.Ordinal);
}
