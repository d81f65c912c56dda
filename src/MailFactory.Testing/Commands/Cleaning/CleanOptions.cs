using System.Globalization;
using System.Text.RegularExpressions;
using MailFactory.Testing.Options;

namespace MailFactory.Testing.Commands.Cleaning;

/// <summary>What to clean.</summary>
public sealed partial record CleanOptions
{
    /// <summary>Whether install media go.</summary>
    public bool Media { get; init; }

    /// <summary>Whether machine folders go.</summary>
    public bool Machines { get; init; }

    /// <summary>Whether archived disks go.</summary>
    public bool Archives { get; init; }

    /// <summary>Whether packages that a cache has kept go.</summary>
    public bool Packages { get; init; }

    /// <summary>The least time since the last use, as typed: a number with m, h, d or w; null takes everything.</summary>
    public string? OlderThan { get; init; }

    /// <summary>Whether only to show what would go.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether anything is asked for; if not, everything that could go is shown and nothing removed.</summary>
    public bool IsAnythingAskedFor => Media || Machines || Archives || Packages;

    /// <summary>The least time since the last use; throws <see cref="RunOptionsException"/> for text that is none.</summary>
    public TimeSpan Age()
    {
        if (OlderThan is null)
        {
            return TimeSpan.Zero;
        }

        var match = AgeText().Match(OlderThan);
        if (!match.Success)
        {
            throw new RunOptionsException($"--older-than: '{OlderThan}' is not a number followed by m, h, d or w, such as 12h or 30d");
        }

        var number = double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch
        {
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            "d" => TimeSpan.FromDays(number),
            _ => TimeSpan.FromDays(7 * number),
        };
    }

    [GeneratedRegex(@"^(\d{1,4}(?:\.\d{1,3})?)([mhdw])$", RegexOptions.CultureInvariant)]
    private static partial Regex AgeText();
}
