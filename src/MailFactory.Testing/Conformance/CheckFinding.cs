using System.Text.RegularExpressions;
using MailFactory.Testing.Mistakes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance;

/// <summary>What a check concluded.</summary>
/// <param name="Verdict">How it ended.</param>
/// <param name="Summary">One sentence with what was observed.</param>
internal sealed partial record CheckFinding(Verdict Verdict, string Summary)
{
    private const int MostTold = 6;
    private const int LongestTold = 500;

    /// <summary>Named measurements with their unit in the name.</summary>
    public IReadOnlyDictionary<string, double> Measurements { get; init; } = new Dictionary<string, double>();

    /// <summary>The check holds.</summary>
    public static CheckFinding Passed(string summary) => new(Verdict.Passed, summary);

    /// <summary>The check does not hold.</summary>
    public static CheckFinding Failed(string summary) => new(Verdict.Failed, summary);

    /// <summary>The check holds but for a small matter.</summary>
    public static CheckFinding Warned(string summary) => new(Verdict.Warned, summary);

    /// <summary>The check cannot be made from here.</summary>
    public static CheckFinding Skipped(string reason) => new(Verdict.Skipped, reason);

    /// <summary>The check cannot be asked of this server.</summary>
    public static CheckFinding NotApplicable(string summary) => new(Verdict.NotApplicable, summary);

    /// <summary>Failed with all problems in one sentence, or passed with the given one when there are none.</summary>
    public static CheckFinding From(IReadOnlyCollection<string> problems, string passed) =>
        problems.Count == 0 ? Passed(passed) : Failed(Join(problems));

    /// <summary>
    /// Problems as one sentence of bounded length: the first six, and how many more there are. What several services have in common is told
    /// once, with all of their names.
    /// </summary>
    internal static string Join(IReadOnlyCollection<string> problems)
    {
        var causes = problems
            .Select(problem =>
                OfService().Match(problem) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : ("", problem)
            )
            .GroupBy(problem => (HasService: problem.Item1.Length > 0, Cause: problem.Item2), problem => problem.Item1)
            .SelectMany(group =>
                group.Key.HasService
                    ? [$"{Lists.Join("and", [.. group.Distinct()])}: {group.Key.Cause}"]
                    : group.Select(_ => group.Key.Cause)
            )
            .ToList();
        var told = causes.Take(MostTold).Select(problem => problem.Length > LongestTold ? $"{problem[..LongestTold]}..." : problem);
        var text = string.Join("; ", told);
        return causes.Count > MostTold ? $"{text}; and {causes.Count - MostTold} more like these" : text;
    }

    /// <summary>This finding with one more measurement.</summary>
    public CheckFinding With(string name, double value) =>
        this with
        {
            Measurements = new Dictionary<string, double>(Measurements) { [name] = Math.Round(value, 1) },
        };

    // A service as MailSocket.Name has it, and what is wrong with it.
    [GeneratedRegex("^([a-z0-9]+/[0-9]+): (.+)$", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex OfService();
}
