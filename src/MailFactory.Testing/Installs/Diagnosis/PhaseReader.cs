using System.Globalization;
using System.Text.RegularExpressions;

namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>Reads the progress of one phase in lines of text.</summary>
/// <param name="phase">The phase.</param>
internal sealed class PhaseReader(InstallPhase phase)
{
    // All matches of a line take a time that grows with its square; progress is at the end of a line that is written over and over.
    private const int LookedAt = 512;

    private readonly Regex _progress = LinearRegex.Of(phase.Progress);

    /// <summary>The phase.</summary>
    public InstallPhase Phase => phase;

    /// <summary>The progress that a line of this phase tells, in percent; null when it tells none.</summary>
    public int? PercentIn(string line) =>
        _progress.Matches(line[^Math.Min(line.Length, LookedAt)..]).LastOrDefault() switch
        {
            null => null,
            { } match when Number(match, "percent") is { } percent => percent,
            { } match when Number(match, "done") is { } done && Number(match, "total") is > 0 and { } total => done * 100 / total,
            _ => null,
        };

    private static int? Number(Match match, string group) =>
        match.Groups[group].Success
        && int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
