using System.Text.Json;
using MailFactory.Testing.Mistakes;
using MailFactory.Testing.Runs.Known;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>How an unmodified Mail Server Factory is expected to end on a distro, by what is known.</summary>
internal sealed record FactoryExpectation
{
    private static readonly Dictionary<string, (FactoryOutcomeClass Class, FactoryFailureKind Kind)> _words =
        Enum.GetValues<FactoryFailureKind>()
            .Where(kind => kind != FactoryFailureKind.None)
            .Select(kind => (Class: FactoryOutcomeClass.FactoryFailed, Kind: kind))
            .Append((Class: FactoryOutcomeClass.ServerFailed, Kind: FactoryFailureKind.None))
            .ToDictionary(end => Word(end.Class, end.Kind));

    /// <summary>The ends that can be expected, as the known issues name them.</summary>
    public static IReadOnlyCollection<string> Words => _words.Keys;

    /// <summary>The class.</summary>
    public required FactoryOutcomeClass Class { get; init; }

    /// <summary>What it fails in.</summary>
    public FactoryFailureKind Kind { get; init; }

    /// <summary>The reason, as a sentence without a full stop.</summary>
    public required string Reason { get; init; }

    /// <summary>The class and, for a failure, what it fails in.</summary>
    public string Name =>
        new FactoryOutcome
        {
            Class = Class,
            Kind = Kind,
            Proof = string.Empty,
        }.Name;

    /// <summary>What a known issue expects; null when there is no issue, or its outcome is none of <see cref="Words"/>.</summary>
    public static FactoryExpectation? Of(KnownIssue? issue) =>
        issue?.Outcome is { } word && _words.TryGetValue(word, out var end)
            ? new FactoryExpectation
            {
                Class = end.Class,
                Kind = end.Kind,
                Reason = issue.Title,
            }
            : null;

    /// <summary>The mistakes in the outcomes of known issues, each with its place and what is allowed.</summary>
    public static IEnumerable<string> Mistakes(KnownIssues known) =>
        known
            .FactoryOutcomes.Where(issue => !_words.ContainsKey(issue.Outcome!))
            .Select(issue => WrongValue.Of($"{issue.Place}: outcome", issue.Outcome!, Words));

    /// <summary>How a run of it ended, as reports and known issues name it.</summary>
    public static string WordOf(FactoryOutcome outcome) =>
        Word(outcome.Class, outcome.Class == FactoryOutcomeClass.FactoryFailed ? outcome.Kind : FactoryFailureKind.None);

    /// <summary>Whether an outcome is the one that is expected; host trouble says nothing about that.</summary>
    public bool IsMetBy(FactoryOutcome outcome) => outcome.Class == Class && outcome.Kind == Kind;

    private static string Word(FactoryOutcomeClass outcome, FactoryFailureKind kind) =>
        JsonNamingPolicy.CamelCase.ConvertName(kind == FactoryFailureKind.None ? outcome.ToString() : kind.ToString());
}
