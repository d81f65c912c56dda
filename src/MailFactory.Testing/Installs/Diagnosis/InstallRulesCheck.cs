namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>What an installer's rules must satisfy beyond their shape.</summary>
internal static class InstallRulesCheck
{
    /// <summary>One sentence for each rule that is broken.</summary>
    public static IEnumerable<string> Errors(InstallRules rules)
    {
        // One expression of all patterns is made in a fraction of what it takes to make each; they are looked at one by one when it fails.
        string[] patterns =
        [
            .. rules.Phases.SelectMany(Patterns),
            .. rules.Failures.Select(failure => failure.Pattern),
            .. rules.Prompts,
            .. rules.Dialog.Patterns,
        ];
        var areAllUsable = patterns.Length == 0 || Error("all", LinearRegex.AnyOf(patterns)) is null;
        return [.. rules.Phases.SelectMany(Errors), .. rules.Failures.SelectMany(Errors), .. areAllUsable ? [] : PatternErrors(rules)];
    }

    private static IEnumerable<string> Patterns(InstallPhase phase) =>
        new[] { phase.Pattern, phase.LogPattern, phase.Progress }.OfType<string>();

    private static IEnumerable<string> PatternErrors(InstallRules rules) =>
        [
            .. rules
                .Phases.SelectMany(phase => Patterns(phase).Select(pattern => Error($"phase '{phase.Name}'", pattern)))
                .OfType<string>(),
            .. rules.Failures.Select(failure => Error("a failure", failure.Pattern)).OfType<string>(),
            .. rules.Prompts.Select(prompt => Error("a prompt", prompt)).OfType<string>(),
            .. rules.Dialog.Patterns.Select(pattern => Error("the dialog", pattern)).OfType<string>(),
        ];

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
    }

    private static IEnumerable<string> Errors(FailurePattern failure)
    {
        if (IsExampleMissed(failure))
        {
            yield return $"failure '{failure.Pattern}': does not match its own example '{failure.Example}'";
        }
    }

    private static bool IsExampleMissed(FailurePattern failure)
    {
        try
        {
            return !LinearRegex.IsMatch(failure.Pattern, failure.Example);
        }
        catch (ArgumentException)
        {
            // It is no expression at all, which is told of the pattern itself.
            return false;
        }
    }

    private static string? Error(string where, string pattern)
    {
        try
        {
            _ = LinearRegex.Create(pattern);
            return null;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return $"{where}: '{pattern}' is not a usable regular expression: {error.Message}";
        }
    }
}
