using System.Globalization;
using System.Text.RegularExpressions;
using MailFactory.Testing.Media.Formats;

namespace MailFactory.Testing.Media.Debian;

/// <summary>What an archive's verified InRelease file says.</summary>
internal sealed partial record SignedRelease
{
    public required string Codename { get; init; }

    public required string Version { get; init; }

    /// <summary>When the archive made it.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Until when it may be used; null for suites that change seldom, such as Debian's stable.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Digest and size of every index, by its path below the suite.</summary>
    public required IReadOnlyDictionary<string, (string Sha256, long Size)> Files { get; init; }

    /// <summary>Reads the text that the signature covers; null when it is no Release file with a date and SHA-256 digests.</summary>
    public static SignedRelease? Parse(string signedText)
    {
        var fields = ControlFile.Read(new StringReader(signedText)).FirstOrDefault();
        if (
            fields is null
            || !fields.TryGetValue("Codename", out var codename)
            || !fields.TryGetValue("SHA256", out var digests)
            || Moment(fields.GetValueOrDefault("Date")) is not { } date
            || (fields.TryGetValue("Valid-Until", out var end) && Moment(end) is null)
        )
        {
            return null;
        }

        return new SignedRelease
        {
            Codename = codename,
            Version = fields.GetValueOrDefault("Version") ?? fields.GetValueOrDefault("Suite", "without a version"),
            Date = date,
            ValidUntil = Moment(end),
            Files = Read(digests),
        };
    }

    private static Dictionary<string, (string Sha256, long Size)> Read(string digests)
    {
        var files = new Dictionary<string, (string Sha256, long Size)>(StringComparer.Ordinal);
        foreach (var line in digests.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var digest, var bytes, var path]
                && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            )
            {
                files[path] = (digest, size);
            }
        }

        return files;
    }

    // Such as "Sat, 21 Nov 2026 09:15:44 UTC" (Debian's repository format); apt takes the other names of the zone too.
    private static DateTimeOffset? Moment(string? text) =>
        text is not null
        && Form().Match(text) is { Success: true } match
        && DateTimeOffset.TryParseExact(
            match.Groups["moment"].Value,
            "d MMM yyyy H:mm:ss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var moment
        )
            ? moment
            : null;

    [GeneratedRegex(
        @"^(?:[A-Z][a-z]{2}, )?(?<moment>[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9]{1,2}:[0-9]{2}:[0-9]{2}) (?:UTC|GMT|Z|\+0000)$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}
