using System.Text.RegularExpressions;

namespace MailFactory.Testing.Installs;

/// <summary>What an installer's rules must satisfy beyond their shape.</summary>
internal static class InstallRulesCheck
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    /// <summary>One sentence for each rule that is broken.</summary>
    public static IEnumerable<string> Errors(InstallRules rules) =>
        [.. rules.Phases.SelectMany(Errors), .. rules.Failures.SelectMany(Errors), .. rules.Prompts.Select(prompt => Error("a prompt", prompt)).OfType<string>()];

    private static IEnumerable<string> Errors(InstallPhase phase)
    {
        if (phase.Weight <= 0)
        {
            yield return $"phase '{phase.Name}': the weight must be above 0";
        }

        if (phase.Pattern is null && phase.LogPattern is null)
        {
            yield return $"phase '{phase.Name}': has neither pattern nor logPattern";
        }

        foreach (var pattern in new[] { phase.Pattern, phase.LogPattern, phase.Progress }.OfType<string>())
        {
            if (Error($"phase '{phase.Name}'", pattern) is { } error)
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<string> Errors(FailurePattern failure)
    {
        if (Error("a failure", failure.Pattern) is { } error)
        {
            yield return error;
        }
        else if (!Regex.IsMatch(failure.Example, failure.Pattern, Options))
        {
            yield return $"failure '{failure.Pattern}': does not match its own example '{failure.Example}'";
        }
    }

    private static string? Error(string where, string pattern)
    {
        try
        {
            _ = new Regex(pattern, Options);
            return null;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return $"{where}: '{pattern}' is no regular expression that can be used: {error.Message}";
        }
    }
}
