namespace MailFactory.Testing.Installs;

/// <summary>How to read one installer's serial text: data, one set per family.</summary>
public sealed record InstallRules
{
    /// <summary>The family, as the catalogue names it.</summary>
    public required string Family { get; init; }

    /// <summary>The phases in their order.</summary>
    public required IReadOnlyList<InstallPhase> Phases { get; init; }

    /// <summary>Lines that mean failure; the first that matches counts.</summary>
    public required IReadOnlyList<FailurePattern> Failures { get; init; }

    /// <summary>Regular expressions for text that waits for a person; such text has no newline at its end.</summary>
    public required IReadOnlyList<string> Prompts { get; init; }

    /// <summary>The rules of a family; throws <see cref="ArgumentException"/> naming the known ones when there are none.</summary>
    public static InstallRules ForFamily(string family) =>
        _all.FirstOrDefault(rules => rules.Family == family)
        ?? throw new ArgumentException($"no install rules for family '{family}'; known: {string.Join(", ", _all.Select(rules => rules.Family))}", nameof(family));

    private static readonly IReadOnlyList<InstallRules> _all = [DebianInstaller.Rules];
}
