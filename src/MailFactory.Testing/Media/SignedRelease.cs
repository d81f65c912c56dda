using System.Globalization;

namespace MailFactory.Testing.Media;

/// <summary>What an archive's verified InRelease file says.</summary>
internal sealed record SignedRelease
{
    public required string Codename { get; init; }

    public required string Version { get; init; }

    /// <summary>Digest and size of every index, by its path below the suite.</summary>
    public required IReadOnlyDictionary<string, (string Sha256, long Size)> Files { get; init; }

    /// <summary>Reads the text that the signature covers; null when it is no Release file with SHA-256 digests.</summary>
    public static SignedRelease? Parse(string signedText)
    {
        var fields = ControlFile.Read(new StringReader(signedText)).FirstOrDefault();
        if (fields is null || !fields.TryGetValue("Codename", out var codename) || !fields.TryGetValue("SHA256", out var digests))
        {
            return null;
        }

        var files = digests.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length == 3)
            .ToDictionary(words => words[2], words => (words[0], long.Parse(words[1], NumberStyles.None, CultureInfo.InvariantCulture)));
        return new SignedRelease { Codename = codename, Version = fields.GetValueOrDefault("Version") ?? fields.GetValueOrDefault("Suite", "without a version"), Files = files };
    }
}
